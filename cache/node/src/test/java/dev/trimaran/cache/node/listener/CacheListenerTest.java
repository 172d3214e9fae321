package dev.trimaran.cache.node.listener;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.cache.core.resp.RequestLimits;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sockets, bursts, waiting and limits, with requests that need no store. */
final class CacheListenerTest {

  private static final String PONG = "+PONG\r\n";

  private final EchoCommands commands = new EchoCommands();
  private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
  private EventLoopGroup group = Transport.AUTO.oneLoop("test-cache");
  private CacheListener listener = listener(Transport.AUTO);

  private CacheListener listener(Transport transport) {
    return new CacheListener((EventLoop) group.next(), transport, commands, failure::complete);
  }

  private Wire connect() throws IOException {
    return new Wire(
        listener.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), null));
  }

  private void limits(int clients, long queryBytes, int frameSeconds) {
    ClientLimits usual = ClientLimits.DEFAULT;
    listener.limits(
        new ClientLimits(
            clients,
            RequestLimits.DEFAULT,
            queryBytes,
            0,
            usual.keepAliveSeconds(),
            frameSeconds,
            usual.normal(),
            usual.pubsub()));
  }

  @AfterEach
  void close() {
    listener.close();
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void answersOverEveryTransportThereIs(Transport transport) throws IOException {
    if (!transport.obstacle().isEmpty()) {
      assertThat(transport).isNotIn(Transport.AUTO, Transport.NIO);
      return;
    }
    close();
    group = transport.oneLoop("test-cache");
    listener = listener(transport);
    try (Wire wire = connect()) {
      assertThat(wire.say("*1\r\n$4\r\nPING\r\n").hear(7)).isEqualTo(PONG);
      assertThat(wire.say("ECHO 'a b'\r\n").hear(9)).isEqualTo("$3\r\na b\r\n");
    }
  }

  @Test
  void aPipelineIsAnsweredInOneBurst() throws IOException {
    try (Wire wire = connect()) {
      assertThat(wire.say("PING\r\n".repeat(1000)).hear(7000)).isEqualTo(PONG.repeat(1000));
      assertThat(commands.bursts).isLessThan(20);
    }
  }

  @Test
  void aRequestMayArriveInPieces() throws IOException {
    try (Wire wire = connect()) {
      wire.say("*2\r\n$4\r\nEC").say("HO\r\n$10").say("0000\r\n");
      String large = "x".repeat(100_000);
      wire.say(large.substring(0, 70_000)).say(large.substring(70_000) + "\r\n");
      assertThat(wire.hear(100_011)).isEqualTo("$100000\r\n" + large + "\r\n");
    }
  }

  @Test
  void aBlockedClientKeepsItsOrderAndOthersGoOn() throws IOException {
    try (Wire one = connect();
        Wire other = connect()) {
      one.say("PING\r\nBLOCK\r\nPING\r\n");
      assertThat(one.hear(7)).isEqualTo(PONG);
      assertThat(other.say("PING\r\nWAKE\r\n").hear(12)).isEqualTo(PONG + "+OK\r\n");
      assertThat(one.hear(15)).isEqualTo("+WOKEN\r\n" + PONG);
    }
  }

  @Test
  void heldRepliesWaitForTheirRelease() throws IOException {
    try (Wire one = connect();
        Wire other = connect()) {
      one.say("HOLD\r\n");
      other.say("PING\r\n").hear(7);
      one.say("PING\r\n");
      assertThat(other.say("WAKE\r\n").hear(5)).isEqualTo("+OK\r\n");
      assertThat(one.hear(20)).isEqualTo("+OK\r\n+WOKEN\r\n" + PONG);
    }
  }

  @Test
  void aStreamThatIsNotTheProtocolIsToldSoAndClosed() throws IOException {
    try (Wire wire = connect()) {
      assertThat(wire.say("PING\r\n*x\r\nPING\r\n").hearAll())
          .isEqualTo(PONG + "-ERR Protocol error: invalid multibulk length\r\n");
    }
  }

  @Test
  void quitAnswersAndCloses() throws IOException {
    try (Wire wire = connect()) {
      assertThat(wire.say("QUIT\r\nPING\r\n").hearAll()).isEqualTo("+OK\r\n");
    }
  }

  @Test
  void oneClientTooManyIsToldSo() throws IOException {
    limits(1, 1 << 30, 0);
    try (Wire first = connect();
        Wire second = connect()) {
      assertThat(first.say("PING\r\n").hear(7)).isEqualTo(PONG);
      assertThat(second.hearAll()).isEqualTo("-ERR max number of clients reached\r\n");
    }
  }

  @Test
  void aQueryBufferHasALimit() throws IOException {
    limits(10, 100_000, 0);
    try (Wire wire = connect()) {
      wire.say("*2\r\n$4\r\nECHO\r\n$1000000\r\n" + "x".repeat(70_000));
      wire.say("x".repeat(60_000));
      assertThat(wire.hearAll()).isEmpty();
    } catch (IOException resetByServer) {
      assertThat(resetByServer).hasMessageContaining("reset");
    }
  }

  @Test
  void aRequestThatNeverEndsIsGivenUp() throws IOException {
    limits(10, 1 << 30, 1);
    try (Wire wire = connect()) {
      assertThat(wire.say("*2\r\n$4\r\nECH").hearAll()).isEmpty();
    }
  }

  @Test
  void whoDoesNotReadIsNotReadFrom() throws Exception {
    try (Wire slow = connect();
        Wire other = connect()) {
      String request = "*2\r\n$4\r\nECHO\r\n$100000\r\n" + "x".repeat(100_000) + "\r\n";
      Thread writer =
          Thread.startVirtualThread(() -> {
            try {
              slow.say(request.repeat(200));
            } catch (IOException closed) {
              failure.complete(closed);
            }
          });
      for (int i = 0; i < 100; i++) {
        assertThat(other.say("PING\r\n").hear(7)).isEqualTo(PONG);
      }
      assertThat(slow.hear(200 * 100_011)).hasSize(200 * 100_011);
      writer.join();
      assertThat(failure).isNotDone();
    }
  }

  @Test
  void aBugStopsTheNode() throws Exception {
    try (Wire wire = connect()) {
      wire.say("BUG\r\n");
      assertThat(failure.get(10, TimeUnit.SECONDS)).hasMessage("a bug");
      assertThat(wire.hearAll()).isEmpty();
    }
  }
}
