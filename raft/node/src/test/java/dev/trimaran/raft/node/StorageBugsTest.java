package dev.trimaran.raft.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.base.NodeId;
import dev.trimaran.raft.core.model.PlantedBug;
import dev.trimaran.raft.node.model.SnapshotPolicy;
import dev.trimaran.simulation.DiskSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The planted bugs of the node are found by the simulations that the sound node passes. */
class StorageBugsTest {

  private static final int SEEDS = 20;

  private interface Scenario {
    void run(long seed, @Nullable PlantedBug bug);
  }

  /** Runs every seed with the bug and without; returns how many seeds found it. */
  @SuppressWarnings("CatchingUnchecked") // whatever a broken node does is a find
  private static int found(PlantedBug bug, Scenario scenario) {
    int found = 0;
    for (long seed = 1; seed <= SEEDS; seed++) {
      scenario.run(seed, null);
      try {
        scenario.run(seed, bug);
      } catch (RuntimeException | AssertionError e) {
        found++;
      }
    }
    return found;
  }

  @Test
  void r9SnapshotWithoutLogResetIsFound() {
    int found = found(PlantedBug.SNAPSHOT_WITHOUT_LOG_RESET, StorageBugsTest::lagAndKill);
    assertThat(found).isGreaterThanOrEqualTo(SEEDS * 95 / 100);
  }

  @Test
  void r10AcknowledgeBeforeFsyncIsFound() {
    int found = found(PlantedBug.ACKNOWLEDGE_BEFORE_FSYNC, StorageBugsTest::losePower);
    assertThat(found).isGreaterThanOrEqualTo(SEEDS * 95 / 100);
  }

  private static SimulatedCluster cluster(long seed, @Nullable PlantedBug bug) {
    SimulatedCluster cluster = new SimulatedCluster(seed, 3);
    if (bug != null) {
      cluster.plant(bug);
    }
    return cluster;
  }

  private static void lagAndKill(long seed, @Nullable PlantedBug bug) {
    SimulatedCluster cluster = cluster(seed, bug);
    cluster.snapshots = new SnapshotPolicy(50, 1 << 20, 5);
    cluster.startAll();
    NodeId leader = cluster.leader();
    NodeId lagging =
        cluster.ids.stream().filter(id -> !id.equals(leader)).findFirst().orElseThrow();
    for (int i = 0; i < 10; i++) {
      cluster.put(leader, "a" + i);
    }
    cluster.crash(lagging);
    for (int i = 0; i < 120; i++) {
      cluster.put(leader, "b" + i);
    }
    cluster.start(lagging);
    cluster.awaitSame();
    for (int i = 0; i < 10; i++) {
      cluster.put(leader, "c" + i);
    }
    cluster.awaitSame();
    cluster.crash(lagging);
    cluster.start(lagging);
    cluster.awaitSame();
  }

  private static void losePower(long seed, @Nullable PlantedBug bug) {
    SimulatedCluster cluster = cluster(seed, bug);
    cluster.startAll();
    NodeId leader = cluster.leader();
    cluster.ids.forEach(
        id -> cluster.simulation.disk(id).settings(DiskSettings.HEALTHY.slower(20)));
    List<String> acknowledged = new ArrayList<>();
    for (int round = 0; round < 5; round++) {
      for (int i = 0; i < 20; i++) {
        String command = round + "-" + i;
        cluster.propose(leader, command).thenAccept(result -> acknowledged.add(command));
        cluster.simulation.run(Duration.ofMillis(1));
      }
      cluster.ids.forEach(cluster::crash);
      cluster.startAll();
      cluster.leader();
      cluster.put(cluster.ids.getFirst(), "end" + round);
      cluster.awaitSame();
      assertThat(cluster.commands(leader)).containsAll(acknowledged);
    }
  }
}
