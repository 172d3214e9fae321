package dev.trimaran.raft.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.base.NodeId;
import dev.trimaran.base.port.Network;
import dev.trimaran.base.port.World;
import dev.trimaran.raft.core.model.Role;
import dev.trimaran.simulation.Simulation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A network refuses frames that are too large: a node must not make them, whatever it is given. */
class FrameSizesTest {

  private static final Set<NodeId> NODES = Set.of(new NodeId(1), new NodeId(2), new NodeId(3));
  private static final int COMMAND_BYTES = 900_000;
  private static final int COMMANDS = 20;
  private static final Duration SOON = Duration.ofSeconds(30);

  private record Measuring(Network network, AtomicLong largest) implements Network {
    @Override
    public void open(Receiver receiver) {
      network.open(receiver);
    }

    @Override
    public boolean send(NodeId to, ByteBuffer... parts) {
      long bytes = 0;
      for (ByteBuffer part : parts) {
        bytes += part.remaining();
      }
      largest.accumulateAndGet(bytes, Math::max);
      return network.send(to, parts);
    }

    @Override
    public void close() {
      network.close();
    }
  }

  @Test
  void aFrameHoldsAMebibyteAndOneCommandAtMost() throws IOException {
    Simulation simulation = new Simulation(1);
    AtomicLong largest = new AtomicLong();
    List<RaftNode> nodes = new ArrayList<>();
    for (NodeId id : NODES.stream().sorted().toList()) {
      World world = simulation.world(id);
      nodes.add(
          RaftNode.start(
              new World(
                  world.clock(),
                  world.randomness(),
                  world.disk(),
                  new Measuring(world.network(), largest),
                  world.loops()),
              RaftNodeConfig.of(id, 7, NODES),
              new DigestMachine()));
    }
    assertThat(simulation.runUntil(() -> with(nodes, Role.LEADER) != null, SOON)).isTrue();
    simulation.run(Duration.ofSeconds(1));
    RaftNode follower = with(nodes, Role.FOLLOWER);
    List<CompletableFuture<StateMachine.Result>> all = new ArrayList<>();
    for (int i = 0; i < COMMANDS && follower != null; i++) {
      all.add(follower.propose(new byte[COMMAND_BYTES]));
    }
    assertThat(simulation.runUntil(() -> all.stream().allMatch(CompletableFuture::isDone), SOON))
        .isTrue();
    assertThat(all).hasSize(COMMANDS).allMatch(future -> !future.isCompletedExceptionally());
    assertThat(largest.get()).isLessThan((1 << 20) + 2 * COMMAND_BYTES);
  }

  private static @Nullable RaftNode with(List<RaftNode> nodes, Role role) {
    return nodes.stream().filter(node -> node.view().role() == role).findFirst().orElse(null);
  }
}
