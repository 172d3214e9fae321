package dev.trimaran.cache.node.differential;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Stands before a server and changes each occurrence of one text in what clients send. */
final class MutantProxy implements AutoCloseable {

  private final ServerSocket listener;
  private final InetSocketAddress server;
  private final String from;
  private final String to;

  /** {@code to} must be as long as {@code from}; a request that is split between reads escapes. */
  MutantProxy(InetSocketAddress server, String from, String to) throws IOException {
    this.server = server;
    this.from = from;
    this.to = to;
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  InetSocketAddress address() {
    return new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort());
  }

  private void accept() {
    try {
      while (!listener.isClosed()) {
        Socket client = listener.accept();
        Socket behind = new Socket(server.getAddress(), server.getPort());
        client.setTcpNoDelay(true);
        behind.setTcpNoDelay(true);
        Thread.ofVirtual().start(() -> copy(client, behind, true));
        Thread.ofVirtual().start(() -> copy(behind, client, false));
      }
    } catch (IOException e) {
      // closed: the test is over
    }
  }

  private void copy(Socket source, Socket target, boolean mutate) {
    byte[] buffer = new byte[1 << 16];
    try (source;
        target) {
      InputStream input = source.getInputStream();
      OutputStream output = target.getOutputStream();
      for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
        String text = new String(buffer, 0, read, StandardCharsets.ISO_8859_1);
        output.write(Answer.latin(mutate ? text.replace(from, to) : text));
      }
    } catch (IOException e) {
      // one of the two has closed, and so does the other now
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
