package dev.trimaran.io.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trimaran.base.NodeId;
import dev.trimaran.base.port.Network;
import dev.trimaran.base.random.SeededRandomness;
import dev.trimaran.io.Waiting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TcpNetworkTest {

  private static final NodeId A = new NodeId(1);
  private static final NodeId B = new NodeId(2);
  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private static class Counter implements Network.Receiver {
    final AtomicInteger frames = new AtomicInteger();
    final AtomicInteger hints = new AtomicInteger();

    @Override
    public void received(NodeId from, ByteBuffer frame) {
      frames.incrementAndGet();
    }

    @Override
    public void unreachable(NodeId peer) {
      hints.incrementAndGet();
    }
  }

  private final List<TcpNetwork> networks = new ArrayList<>();
  private final Counter a = new Counter();
  private final Counter b = new Counter();

  @AfterEach
  void close() {
    networks.forEach(TcpNetwork::close);
  }

  private TcpNetwork bind(NodeId id, long cluster, InetSocketAddress at, NetworkLimits limits)
      throws IOException {
    TcpNetwork network = TcpNetwork.bind(id, cluster, at, limits, new SeededRandomness(1));
    networks.add(network);
    return network;
  }

  private TcpNetwork bind(NodeId id, long cluster) throws IOException {
    return bind(id, cluster, ANY, NetworkLimits.DEFAULT);
  }

  private static void sendOne(TcpNetwork from, NodeId to) {
    Waiting.until(() -> from.send(to, ByteBuffer.allocate(10)));
  }

  @Test
  void anotherClusterIsRefused() throws IOException {
    TcpNetwork one = bind(A, 7);
    TcpNetwork other = bind(B, 8);
    one.peer(B, other.address());
    other.open(b);
    one.open(a);
    Waiting.until(() -> a.hints.get() >= 3);
    assertThat(one.send(B, ByteBuffer.allocate(1))).isFalse();
    assertThat(other.send(A, ByteBuffer.allocate(1))).isFalse();
    assertThat(b.frames).hasValue(0);
  }

  @Test
  void reconnectsToAPeerThatComesBack() throws IOException {
    TcpNetwork one = bind(A, 7);
    TcpNetwork two = bind(B, 7);
    InetSocketAddress address = two.address();
    one.peer(B, address);
    one.open(a);
    two.open(new Counter());
    sendOne(one, B);
    two.close();
    Waiting.until(() -> a.hints.get() >= 2);
    TcpNetwork again = bind(B, 7, address, NetworkLimits.DEFAULT);
    again.open(b);
    sendOne(one, B);
    sendOne(again, A);
    Waiting.until(() -> b.frames.get() == 1 && a.frames.get() == 1);
  }

  @Test
  void aForgottenPeerIsDisconnected() throws IOException {
    TcpNetwork one = bind(A, 7);
    TcpNetwork two = bind(B, 7);
    one.peer(B, two.address());
    one.open(a);
    two.open(b);
    sendOne(one, B);
    one.forget(B);
    assertThat(one.send(B, ByteBuffer.allocate(1))).isFalse();
    Waiting.until(() -> b.hints.get() >= 1);
  }

  @Test
  void aPortInUseIsNamed() throws IOException {
    InetSocketAddress taken = bind(A, 7).address();
    assertThatThrownBy(() -> bind(B, 7, taken, NetworkLimits.DEFAULT))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot listen for peers on " + taken);
  }

  @Test
  void aFrameAboveTheLimitIsTheCallersBug() throws IOException {
    TcpNetwork one = bind(A, 7, ANY, NetworkLimits.DEFAULT.withSizes(1024, 4096));
    one.open(a);
    assertThatThrownBy(() -> one.send(B, ByteBuffer.allocate(1025)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aSlowReaderCannotGrowTheMemory() throws Exception {
    NetworkLimits limits = NetworkLimits.DEFAULT.withSizes(1 << 20, 4 << 20);
    TcpNetwork one = bind(A, 7, ANY, limits);
    TcpNetwork two = bind(B, 7, ANY, limits);
    CountDownLatch gate = new CountDownLatch(1);
    Counter slow =
        new Counter() {
          @Override
          public void received(NodeId from, ByteBuffer frame) {
            try {
              gate.await();
            } catch (InterruptedException e) {
              throw new AssertionError(e);
            }
            super.received(from, frame);
          }
        };
    one.peer(B, two.address());
    two.open(slow);
    one.open(a);
    sendOne(one, B);
    int accepted = 0;
    for (int i = 0; i < 100; i++) {
      accepted += one.send(B, ByteBuffer.allocate(1 << 20)) ? 1 : 0;
    }
    gate.countDown();
    assertThat(accepted).isBetween(1, 60);
    int expected = accepted + 1;
    Waiting.until(() -> slow.frames.get() == expected);
  }

  private void refusesBytes(byte[] bytes) throws IOException {
    TcpNetwork one = bind(A, 7);
    one.open(a);
    try (Socket socket = new Socket(ANY.getAddress(), one.address().getPort())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(bytes);
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
    assertThat(a.frames).hasValue(0);
  }

  @Test
  void aFrameThatIsTooLongEndsTheConnection() throws IOException {
    refusesBytes(new byte[] {0x7f, 0, 0, 0, 1, 2, 3, 4});
  }

  @Test
  void aNegativeLengthEndsTheConnection() throws IOException {
    refusesBytes(new byte[] {-1, -1, -1, -1, 1, 2, 3, 4});
  }

  @Test
  void aWrongChecksumEndsTheConnection() throws IOException {
    refusesBytes(new byte[] {0, 0, 0, 2, 1, 2, 3, 4, 5, 6});
  }

  @Test
  void aSilentStrangerIsSentAway() throws IOException {
    refusesBytes(new byte[] {0, 0});
  }
}
