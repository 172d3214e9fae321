package dev.trimaran.simulation.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trimaran.base.NodeId;
import dev.trimaran.base.port.Network;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** What every {@link Network} does while nothing is broken, and when a peer goes away. */
public abstract class NetworkConformance {

  /** The nodes of each test. */
  protected static final NodeId A = new NodeId(1);

  /** See {@link #A}. */
  protected static final NodeId B = new NodeId(2);

  /** See {@link #A}. */
  protected static final NodeId C = new NodeId(3);

  /** Remembers what it is told. */
  protected static final class Recorder implements Network.Receiver {

    private final List<String> seen = new ArrayList<>();

    @Override
    public synchronized void received(NodeId from, ByteBuffer frame) {
      seen.add(from + ":" + UTF_8.decode(frame));
    }

    @Override
    public synchronized void unreachable(NodeId peer) {
      seen.add("unreachable " + peer);
    }

    /** Frames as {@code sender:text}, and {@code unreachable peer}. */
    public synchronized List<String> seen() {
      return List.copyOf(seen);
    }

    /** {@link #seen} without hints. */
    public List<String> frames() {
      return seen().stream().filter(line -> !line.startsWith("unreachable")).toList();
    }
  }

  /** The network of a node of this test's cluster, always the same, not opened. */
  protected abstract Network network(NodeId node);

  /** Ends a node, so that nothing answers at its address. */
  protected abstract void end(NodeId node);

  /** Waits until {@code condition} holds; fails when it does not in reasonable time. */
  protected abstract void await(BooleanSupplier condition);

  /** Opens a node's network. */
  protected final Recorder opened(NodeId node) {
    Recorder recorder = new Recorder();
    network(node).open(recorder);
    return recorder;
  }

  /** The bytes of a text. */
  protected static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }

  /** Sends until the network takes it: the first frames may find no connection. */
  protected final void send(NodeId from, NodeId to, ByteBuffer... parts) {
    await(() -> network(from).send(to, parts));
  }

  @Test
  void carriesFramesBothWays() {
    Recorder a = opened(A);
    Recorder b = opened(B);
    send(A, B, bytes("ping"));
    send(B, A, bytes("pong"));
    await(() -> a.frames().size() + b.frames().size() == 2);
    assertThat(b.frames()).containsExactly("1:ping");
    assertThat(a.frames()).containsExactly("2:pong");
  }

  @Test
  void joinsPartsAndLeavesThemAlone() {
    opened(A);
    Recorder b = opened(B);
    ByteBuffer first = bytes("xhe").position(1);
    ByteBuffer direct = ByteBuffer.allocateDirect(3).put(bytes("llo")).flip();
    send(A, B, first, direct, bytes(""), bytes("!"));
    await(() -> b.frames().size() == 1);
    assertThat(b.frames()).containsExactly("1:hello!");
    assertThat(first.position()).isEqualTo(1);
    assertThat(direct.remaining()).isEqualTo(3);
  }

  @Test
  void carriesEmptyAndLargeFrames() {
    opened(A);
    Recorder b = opened(B);
    String large = "0123456789abcdef".repeat(60_000);
    send(A, B, bytes(""));
    send(A, B, bytes(large));
    send(A, B, bytes("end"));
    await(() -> b.frames().size() == 3);
    assertThat(b.frames()).containsExactly("1:", "1:" + large, "1:end");
  }

  @Test
  void keepsManyFramesWholeAmongThreeNodes() {
    Recorder a = opened(A);
    Recorder b = opened(B);
    opened(C);
    for (int i = 0; i < 500; i++) {
      send(C, A, bytes("to a " + i));
      send(C, B, bytes("to b " + i));
    }
    await(() -> a.frames().size() == 500 && b.frames().size() == 500);
    assertThat(a.frames()).doesNotHaveDuplicates().startsWith("3:to a 0").endsWith("3:to a 499");
    assertThat(b.frames()).doesNotHaveDuplicates();
  }

  @Test
  void hintsThatAPeerIsGone() {
    Recorder a = opened(A);
    Recorder b = opened(B);
    send(A, B, bytes("x"));
    send(B, A, bytes("x"));
    await(() -> a.frames().size() + b.frames().size() == 2);
    end(B);
    await(() -> a.seen().contains("unreachable 2"));
    await(() -> !network(A).send(B, bytes("y")));
  }

  @Test
  void aStrangerIsNotReached() {
    opened(A);
    assertThat(network(A).send(new NodeId(99), bytes("x"))).isFalse();
  }

  @Test
  void isOpenedOnce() {
    opened(A);
    assertThatThrownBy(() -> opened(A)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aClosedNetworkIsSilent() {
    Recorder a = opened(A);
    opened(B);
    send(B, A, bytes("x"));
    await(() -> a.frames().size() == 1);
    network(A).close();
    assertThat(network(A).send(B, bytes("y"))).isFalse();
    network(A).close();
  }
}
