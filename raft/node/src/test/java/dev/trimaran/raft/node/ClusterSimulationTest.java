package dev.trimaran.raft.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.base.NodeId;
import dev.trimaran.raft.node.model.SnapshotPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClusterSimulationTest {

  @Test
  void electsOneLeaderAndReplicates() {
    SimulatedCluster cluster = new SimulatedCluster(1, 3).startAll();
    NodeId leader = cluster.leader();
    for (NodeId id : cluster.ids) {
      cluster.put(id, "from " + id);
    }
    cluster.awaitSame();
    assertThat(cluster.commands(leader)).containsExactly("from 1", "from 2", "from 3");
  }

  @Test
  void survivesTheDeathOfTheLeaderWithoutAnErrorOrARepetition() {
    for (int seed = 1; seed <= 20; seed++) {
      SimulatedCluster cluster = new SimulatedCluster(seed, 3).startAll();
      NodeId leader = cluster.leader();
      NodeId other =
          cluster.ids.stream().filter(id -> !id.equals(leader)).findFirst().orElseThrow();
      List<CompletableFuture<StateMachine.Result>> futures = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        futures.add(cluster.propose(other, "c" + i));
        if (i % 10 == 0) {
          cluster.simulation.run(Duration.ofMillis(1));
        }
        if (i == 100) {
          cluster.crash(leader);
        }
      }
      cluster.await(() -> futures.stream().allMatch(CompletableFuture::isDone));
      assertThat(futures).allMatch(future -> !future.isCompletedExceptionally());
      cluster.start(leader);
      cluster.awaitSame();
      assertThat(cluster.commands(other))
          .containsExactlyInAnyOrderElementsOf(
              IntStream.range(0, 300).mapToObj(i -> "c" + i).toList());
    }
  }

  @Test
  void keepsEverythingWhenAllLosePowerAtOnce() {
    for (int seed = 1; seed <= 10; seed++) {
      SimulatedCluster cluster = new SimulatedCluster(seed, 3).startAll();
      NodeId leader = cluster.leader();
      List<String> acknowledged = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        String command = "c" + i;
        cluster.propose(leader, command).thenAccept(result -> acknowledged.add(command));
        cluster.simulation.run(Duration.ofMillis(1));
      }
      cluster.ids.forEach(cluster::crash);
      cluster.startAll();
      cluster.leader();
      cluster.put(cluster.ids.getFirst(), "end");
      cluster.awaitSame();
      assertThat(acknowledged).isNotEmpty();
      assertThat(cluster.commands(leader)).containsAll(acknowledged).doesNotHaveDuplicates();
    }
  }

  @Test
  void installsASnapshotOnAFollowerThatLagsAndKeepsItOverRestarts() {
    for (int seed = 1; seed <= 10; seed++) {
      SimulatedCluster cluster = new SimulatedCluster(seed, 3);
      cluster.snapshots = new SnapshotPolicy(100, 1 << 20, 10);
      cluster.startAll();
      NodeId leader = cluster.leader();
      NodeId lagging =
          cluster.ids.stream().filter(id -> !id.equals(leader)).findFirst().orElseThrow();
      cluster.put(leader, "before");
      cluster.crash(lagging);
      for (int i = 0; i < 450; i++) {
        cluster.put(leader, "c" + i);
      }
      cluster.start(lagging);
      cluster.awaitSame();
      assertThat(cluster.node(lagging).metrics().snapshotsInstalled()).isPositive();
      cluster.put(lagging, "after");
      cluster.crash(lagging);
      cluster.start(lagging);
      cluster.awaitSame();
      assertThat(cluster.commands(lagging)).hasSize(452).doesNotHaveDuplicates();
    }
  }

  @Test
  void readsOnEveryNodeSeeWhatWasAcknowledgedBefore() {
    SimulatedCluster cluster = new SimulatedCluster(3, 3).startAll();
    cluster.leader();
    for (int i = 0; i < 30; i++) {
      NodeId writer = cluster.ids.get(i % 3);
      NodeId reader = cluster.ids.get((i + 1) % 3);
      cluster.put(writer, "c" + i);
      CompletableFuture<Long> read = cluster.node(reader).readIndex();
      cluster.await(read::isDone);
      assertThat(read).isCompleted();
      assertThat(cluster.commands(reader)).contains("c" + i);
    }
  }
}
