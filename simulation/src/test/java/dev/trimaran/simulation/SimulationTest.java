package dev.trimaran.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.base.NodeId;
import dev.trimaran.base.port.Disk.Lane;
import dev.trimaran.base.port.DiskFile;
import dev.trimaran.base.port.Network;
import dev.trimaran.base.port.Poller;
import dev.trimaran.base.port.World;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulationTest {

  private static final NodeId A = new NodeId(1);
  private static final NodeId B = new NodeId(2);

  private final Simulation simulation = new Simulation(42);
  private final List<String> seen = new ArrayList<>();

  private World open(NodeId id) {
    World world = simulation.world(id);
    world.network().open(new Recorder(id));
    return world;
  }

  private final class Recorder implements Network.Receiver {
    private final NodeId id;

    Recorder(NodeId id) {
      this.id = id;
    }

    @Override
    public void received(NodeId from, ByteBuffer frame) {
      seen.add(from + ">" + id + ":" + UTF_8.decode(frame));
    }

    @Override
    public void unreachable(NodeId peer) {
      seen.add(id + "!" + peer);
    }
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }

  @Test
  void framesArriveInOrderAndWhole() {
    World a = open(A);
    open(B);
    for (int i = 0; i < 5; i++) {
      assertThat(a.network().send(B, bytes("x"), bytes("" + i))).isTrue();
    }
    simulation.run(Duration.ofMillis(10));
    assertThat(seen).containsExactly("1>2:x0", "1>2:x1", "1>2:x2", "1>2:x3", "1>2:x4");
  }

  @Test
  void aCutIsSilentAndOneWay() {
    World a = open(A);
    World b = open(B);
    simulation.network().cutOneWay(A, B);
    a.network().send(B, bytes("lost"));
    b.network().send(A, bytes("kept"));
    simulation.run(Duration.ofMillis(10));
    assertThat(seen).containsExactly("2>1:kept");
    simulation.network().heal();
    a.network().send(B, bytes("again"));
    simulation.run(Duration.ofMillis(10));
    assertThat(seen).containsExactly("2>1:kept", "1>2:again");
  }

  @Test
  void peersOfACrashedNodeAreTold() {
    World a = open(A);
    open(B);
    simulation.crash(B);
    simulation.run(Duration.ofMillis(10));
    assertThat(seen).containsExactly("1!2");
    assertThat(a.network().send(B, bytes("x"))).isFalse();
    simulation.run(Duration.ofMillis(10));
    assertThat(seen).containsExactly("1!2", "1!2");
  }

  @Test
  void loopsPollWhenDueAndWhenWoken() {
    World a = open(A);
    List<Long> polls = new ArrayList<>();
    long start = a.clock().nanoTime();
    var loop =
        a.loops()
            .start(
                "loop",
                now -> {
                  polls.add((now - start) / 1_000_000);
                  return polls.size() < 3 ? now + 10_000_000 : Poller.IDLE;
                },
                cause -> seen.add("failed"));
    simulation.run(Duration.ofSeconds(1));
    assertThat(polls).containsExactly(0L, 10L, 20L);
    loop.wake();
    loop.wake();
    simulation.run(Duration.ofSeconds(1));
    assertThat(polls).containsExactly(0L, 10L, 20L, 1000L);
    loop.wake();
    loop.stop();
    simulation.run(Duration.ofSeconds(1));
    assertThat(polls).hasSize(4);
  }

  @Test
  void aPausedNodeCatchesUpLater() {
    World a = open(A);
    open(B);
    simulation.pause(B);
    a.network().send(B, bytes("x"));
    simulation.run(Duration.ofSeconds(1));
    assertThat(seen).isEmpty();
    simulation.resume(B);
    simulation.run(Duration.ofMillis(1));
    assertThat(seen).containsExactly("1>2:x");
  }

  @Test
  void whatWasSyncedSurvivesACrash() throws IOException {
    for (int seed = 0; seed < 50; seed++) {
      Simulation run = new Simulation(seed);
      World world = run.world(A);
      DiskFile file = world.disk().open("log/1", Lane.LOG);
      file.write(0, bytes("synced"), failure -> assertThat(failure).isNull());
      file.sync(failure -> assertThat(failure).isNull());
      world.disk().syncDirectory("log", Lane.LOG, failure -> assertThat(failure).isNull());
      run.run(Duration.ofSeconds(1));
      file.write(6, bytes(" and not"), failure -> {});
      run.at(Duration.ofNanos(seed * 1000), () -> run.crash(A));
      run.run(Duration.ofSeconds(1));
      ByteBuffer content = ByteBuffer.allocate(100);
      run.world(A).disk().open("log/1", Lane.LOG).read(0, content);
      assertThat(UTF_8.decode(content.flip()).toString()).startsWith("synced");
    }
  }
}
