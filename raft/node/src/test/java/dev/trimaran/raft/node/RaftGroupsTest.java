package dev.trimaran.raft.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.base.NodeId;
import dev.trimaran.base.port.Network;
import dev.trimaran.base.port.World;
import dev.trimaran.raft.core.model.Role;
import dev.trimaran.simulation.SeedRunner;
import dev.trimaran.simulation.Simulation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RaftGroupsTest {

  private static final Set<NodeId> NODES = Set.of(new NodeId(1), new NodeId(2), new NodeId(3));
  private static final Duration IDLE = Duration.ofSeconds(4);

  /** Between heartbeats, see {@link RaftNodeConfig#of}. */
  private static final long INTERVALS = IDLE.toMillis() / 100;

  /** A heartbeat and its answer for each of three pairs. */
  private static final long FRAMES = 3 * 2 * INTERVALS;

  private static final class Counting implements Network {
    private final Network network;
    private final AtomicLong frames;

    Counting(Network network, AtomicLong frames) {
      this.network = network;
      this.frames = frames;
    }

    @Override
    public void open(Receiver receiver) {
      network.open(receiver);
    }

    @Override
    public boolean send(NodeId to, ByteBuffer... parts) {
      frames.incrementAndGet();
      return network.send(to, parts);
    }

    @Override
    public void close() {
      network.close();
    }
  }

  /** Frames that {@code count} groups send in {@link #IDLE} while nobody proposes. */
  private static long idleFrames(Simulation simulation, int count) {
    AtomicLong frames = new AtomicLong();
    List<RaftNode> nodes = new ArrayList<>();
    NODES.stream()
        .sorted()
        .forEach(id -> {
          World world = simulation.world(id);
          RaftGroups groups =
              RaftGroups.open(
                  new World(
                      world.clock(),
                      world.randomness(),
                      world.disk(),
                      new Counting(world.network(), frames),
                      world.loops()));
          for (int group = 1; group <= count; group++) {
            try {
              nodes.add(
                  groups.start(
                      RaftNodeConfig.of(id, 7, NODES).withGroup(group), new DigestMachine()));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }
        });
    simulation.run(Duration.ofSeconds(6));
    long terms = nodes.stream().mapToLong(node -> node.view().term()).sum();
    assertThat(nodes.stream().filter(node -> node.view().role() == Role.LEADER)).hasSize(count);
    long before = frames.get();
    simulation.run(IDLE);
    assertThat(nodes.stream().mapToLong(node -> node.view().term()).sum())
        .as("no election")
        .isEqualTo(terms);
    return frames.get() - before;
  }

  @Test
  void framesOfIdleHeartbeatsDoNotGrowWithTheNumberOfGroups() {
    SeedRunner.run(
        1,
        1,
        simulation -> {
          long frames = idleFrames(simulation, 12);
          assertThat(frames).isBetween(FRAMES / 2, FRAMES * 11 / 10);
        });
    SeedRunner.run(
        1,
        1,
        simulation ->
            assertThat(idleFrames(simulation, 3)).isBetween(FRAMES / 2, FRAMES * 11 / 10));
  }

  @Test
  void aNodeThatRanAloneBecomesTheFirstOfSeveralGroups() throws IOException {
    Simulation simulation = new Simulation(3);
    NodeId id = new NodeId(1);
    RaftNodeConfig config = RaftNodeConfig.of(id, 7, Set.of(id));
    DigestMachine alone = new DigestMachine();
    RaftNode node = RaftNode.start(simulation.world(id), config, alone);
    node.propose(new byte[] {1});
    assertThat(simulation.runUntil(() -> alone.count() == 1, IDLE)).isTrue();
    simulation.crash(id);

    RaftGroups groups = RaftGroups.open(simulation.world(id));
    DigestMachine first = new DigestMachine();
    DigestMachine second = new DigestMachine();
    groups.start(config, first);
    RaftNode other = groups.start(config.withGroup(2), second);
    other.propose(new byte[] {2});
    other.propose(new byte[] {3});
    assertThat(simulation.runUntil(() -> first.count() == 1 && second.count() == 2, IDLE)).isTrue();
  }
}
