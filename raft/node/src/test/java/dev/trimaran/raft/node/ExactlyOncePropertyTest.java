package dev.trimaran.raft.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.base.NodeId;
import dev.trimaran.base.port.Randomness;
import dev.trimaran.raft.node.model.SnapshotPolicy;
import dev.trimaran.simulation.DiskSettings;
import dev.trimaran.simulation.LinkSettings;
import dev.trimaran.simulation.SeedRunner;
import dev.trimaran.simulation.Simulation;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Whatever is lost, repeated, reordered, cut, killed or torn: what was acknowledged is applied, and
 * nothing is applied twice. A red seed is replayed alone by the system property {@code seed}.
 */
class ExactlyOncePropertyTest {

  private static final int SEEDS = 30;

  @Test
  void acknowledgedIsAppliedAndNothingTwice() {
    Long only = Long.getLong("seed");
    SeedRunner.run(only == null ? 1 : only, only == null ? SEEDS : 1, ExactlyOncePropertyTest::run);
  }

  private static void run(Simulation simulation) {
    long seed = simulation.seed();
    SimulatedCluster cluster = new SimulatedCluster(simulation, seed % 3 == 0 ? 5 : 3);
    Randomness random = cluster.simulation.randomness();
    cluster.snapshots = new SnapshotPolicy(20 + random.nextInt(200), 1 << 20, random.nextInt(50));
    cluster
        .simulation
        .network()
        .settings(
            LinkSettings.CALM
                .withLoss(random.nextInt(5) / 100.0)
                .withDuplication(random.nextInt(10) / 100.0)
                .withReordering(random.nextInt(30) / 100.0));
    cluster.startAll();
    Set<String> acknowledged = new HashSet<>();
    int proposed = 0;
    for (int round = 0; round < 150; round++) {
      List<NodeId> running = List.copyOf(cluster.nodes.keySet());
      for (int i = random.nextInt(8); i > 0 && !running.isEmpty(); i--) {
        String command = "c" + proposed++;
        cluster
            .propose(running.get(random.nextInt(running.size())), command)
            .thenAccept(result -> acknowledged.add(command));
      }
      cluster.simulation.run(Duration.ofMillis(random.nextInt(100)));
      disturb(cluster, random);
    }
    heal(cluster);
    List<String> applied = cluster.commands(cluster.ids.getFirst());
    assertThat(cluster.simulation.failures().all()).as("seed " + seed).isEmpty();
    assertThat(applied).as("seed " + seed).doesNotHaveDuplicates().containsAll(acknowledged);
    assertThat(acknowledged).as("seed " + seed).isNotEmpty();
  }

  private static void disturb(SimulatedCluster cluster, Randomness random) {
    NodeId victim = cluster.ids.get(random.nextInt(cluster.ids.size()));
    switch (random.nextInt(20)) {
      case 0 -> {
        if (cluster.nodes.containsKey(victim)) {
          cluster.crash(victim);
        }
      }
      case 1, 2 -> cluster.ids.forEach(id -> revive(cluster, id));
      case 3 -> cluster.simulation.network().isolate(victim);
      case 4, 5 -> cluster.simulation.network().heal();
      case 6 -> {
        cluster.ids.stream().filter(cluster.nodes::containsKey).forEach(cluster::crash);
        cluster.startAll();
      }
      case 7 ->
          cluster
              .simulation
              .disk(victim)
              .settings(DiskSettings.HEALTHY.slower(1 + random.nextInt(200)));
      default -> {
        // nothing, most of the time
      }
    }
  }

  private static void revive(SimulatedCluster cluster, NodeId id) {
    if (!cluster.nodes.containsKey(id)) {
      cluster.start(id);
    }
  }

  private static void heal(SimulatedCluster cluster) {
    cluster.simulation.network().heal();
    cluster.simulation.network().settings(LinkSettings.CALM);
    cluster.ids.forEach(id -> {
      cluster.simulation.disk(id).settings(DiskSettings.HEALTHY);
      revive(cluster, id);
    });
    cluster.put(cluster.leader(), "end");
    cluster.simulation.run(Duration.ofSeconds(6));
    cluster.awaitSame();
  }
}
