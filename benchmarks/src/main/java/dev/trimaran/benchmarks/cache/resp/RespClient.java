package dev.trimaran.benchmarks.cache.resp;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One connection: a request, its reply as text. Not for measuring. */
public final class RespClient implements AutoCloseable {

  private static final int LIMIT_MILLIS = 120_000;

  private final Socket socket = new Socket();
  private final InputStream in;

  public RespClient(InetSocketAddress server) throws IOException {
    socket.connect(server, LIMIT_MILLIS);
    socket.setSoTimeout(LIMIT_MILLIS);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream());
  }

  /** Sends a command and returns its reply: a line, a number, a bulk; an array has one a line. */
  public String call(String... words) throws IOException {
    send(words);
    return String.join("\n", reply());
  }

  /** Sends a command and does not wait. */
  public void send(String... words) throws IOException {
    var out = new StringBuilder("*").append(words.length).append("\r\n");
    for (String word : words) {
      int length = word.getBytes(StandardCharsets.UTF_8).length;
      out.append('$').append(length).append("\r\n").append(word).append("\r\n");
    }
    socket.getOutputStream().write(out.toString().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Waits for one reply or push; nested arrays are flattened, a null is an empty word.
   *
   * @throws IOException when the reply is an error, with its text
   */
  public List<String> reply() throws IOException {
    List<String> words = new ArrayList<>();
    read(words);
    return words;
  }

  private void read(List<String> words) throws IOException {
    String line = line();
    String rest = line.substring(1);
    switch (line.charAt(0)) {
      case '+', ':' -> words.add(rest);
      case '-' -> throw new IOException("the server refused: " + rest);
      case '$' -> words.add(bulk(Integer.parseInt(rest)));
      case '*' -> {
        for (int left = Integer.parseInt(rest); left > 0; left--) {
          read(words);
        }
      }
      default -> throw new IOException("not a reply of RESP2: " + line);
    }
  }

  private String bulk(int length) throws IOException {
    if (length < 0) {
      return "";
    }
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length || in.skip(2) < 2) {
      throw new EOFException("the server closed the connection");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private String line() throws IOException {
    var line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the server closed the connection");
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    if (line.isEmpty()) {
      throw new IOException("an empty line is not a reply");
    }
    return line.toString();
  }

  /** Ends a {@link #reply} that another thread waits for. */
  @Override
  public void close() throws IOException {
    socket.close();
  }
}
