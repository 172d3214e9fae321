package dev.trimaran.cache.node.clients;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A client that writes lines and reads what it likes, when it likes. */
public final class PlainClient implements AutoCloseable {

  private static final int PATIENCE_MS = 20_000;

  private final Socket socket;
  private final InputStream in;

  public PlainClient(InetSocketAddress address) throws IOException {
    socket = new Socket(address.getAddress(), address.getPort());
    socket.setSoTimeout(PATIENCE_MS);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
  }

  /** Sends requests, each a line. */
  public void send(String... requests) throws IOException {
    StringBuilder all = new StringBuilder();
    for (String request : requests) {
      all.append(request).append("\r\n");
    }
    socket.getOutputStream().write(all.toString().getBytes(ISO_8859_1));
  }

  /** One line; what was read so far where the server closes first. */
  public String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  public String ask(String request) throws IOException {
    send(request);
    return line();
  }

  /** The text of a bulk string, or an error's, or {@code nothing}. */
  public String text(String request) throws IOException {
    String first = ask(request);
    return first.charAt(0) == '$' ? bulk(first) : first;
  }

  /** What follows the line that tells a bulk string's length. */
  public String bulk(String first) throws IOException {
    int length = Integer.parseInt(first.substring(1));
    if (length < 0) {
      return "nothing";
    }
    String text = new String(in.readNBytes(length), ISO_8859_1);
    line();
    return text;
  }

  /** Reads on until the server closes; answers how much that was. */
  public long drain() {
    long bytes = 0;
    byte[] into = new byte[1 << 16];
    try {
      for (int read = in.read(into); read >= 0; read = in.read(into)) {
        bytes += read;
      }
    } catch (IOException reset) {
      // as good as closed
    }
    return bytes;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
