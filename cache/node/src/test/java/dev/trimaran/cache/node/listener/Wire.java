package dev.trimaran.cache.node.listener;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A client that writes and reads bytes. */
final class Wire implements AutoCloseable {

  private static final int PATIENCE_MS = 10_000;

  private final Socket socket;
  private final InputStream in;

  Wire(InetSocketAddress address) throws IOException {
    this(new Socket(address.getAddress(), address.getPort()));
  }

  Wire(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(PATIENCE_MS);
    socket.setTcpNoDelay(true);
    in = socket.getInputStream();
  }

  Wire say(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    return this;
  }

  /** So many characters, or fewer where the server closes first. */
  String hear(int length) throws IOException {
    return new String(in.readNBytes(length), ISO_8859_1);
  }

  /** Everything until the server closes. */
  String hearAll() throws IOException {
    return new String(in.readAllBytes(), ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
