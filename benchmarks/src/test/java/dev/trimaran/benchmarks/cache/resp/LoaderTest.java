package dev.trimaran.benchmarks.cache.resp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LoaderTest {

  /** Takes {@code bytes} on one connection, answers with {@code answer}, tells what it took. */
  private static CompletableFuture<String> server(ServerSocket socket, int bytes, String answer) {
    var took = new CompletableFuture<String>();
    Thread.ofVirtual()
        .start(() -> {
          try (Socket peer = socket.accept();
              InputStream in = peer.getInputStream()) {
            took.complete(new String(in.readNBytes(bytes), StandardCharsets.US_ASCII));
            peer.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
          } catch (IOException e) {
            took.completeExceptionally(e);
          }
        });
    return took;
  }

  private static String load(Filler filler, int count, String expected, String answer)
      throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<String> took = server(socket, expected.length(), answer);
      Loader.fill((InetSocketAddress) socket.getLocalSocketAddress(), filler, count);
      return took.join();
    }
  }

  @Test
  void setsNumberedKeys() throws IOException {
    String expected =
        "*3\r\n$3\r\nSET\r\n$4\r\nk000\r\n$12\r\n0000000000..\r\n"
            + "*3\r\n$3\r\nSET\r\n$4\r\nk001\r\n$12\r\n0000000001..\r\n";

    assertThat(load(Filler.redis("k%03d", 12, 0), 2, expected, "+OK\r\n+OK\r\n"))
        .isEqualTo(expected);
  }

  @Test
  void setsATimeToLive() throws IOException {
    String expected =
        "*5\r\n$3\r\nSET\r\n$4\r\nk000\r\n$12\r\n0000000000..\r\n$2\r\nEX\r\n$4\r\n3600\r\n";

    assertThat(load(Filler.redis("k%03d", 12, 3600), 1, expected, "+OK\r\n")).isEqualTo(expected);
  }

  @Test
  void speaksToMemcached() throws IOException {
    String expected = "set k000 0 3600 12\r\n0000000000..\r\n";

    assertThat(load(Filler.memcached("k%03d", 12, 3600), 1, expected, "STORED\r\n"))
        .isEqualTo(expected);
  }

  @Test
  void reportsTheFirstRefusal() {
    String expected = "*3\r\n$3\r\nSET\r\n$4\r\nk000\r\n$12\r\n0000000000..\r\n".repeat(2);

    assertThatThrownBy(
            () -> load(Filler.redis("k%03d", 12, 0), 2, expected, "+OK\r\n-OOM no room\r\n"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("-OOM no room");
  }

  @Test
  void reportsAConnectionThatWasClosed() {
    String expected = "*3\r\n$3\r\nSET\r\n$4\r\nk000\r\n$12\r\n0000000000..\r\n".repeat(2);

    assertThatThrownBy(() -> load(Filler.redis("k%03d", 12, 0), 2, expected, "+OK\r\n"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("1 answers missing");
  }
}
