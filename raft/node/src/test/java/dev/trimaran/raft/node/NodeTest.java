package dev.trimaran.raft.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trimaran.base.NodeId;
import dev.trimaran.raft.core.model.Role;
import dev.trimaran.raft.node.RaftException.Reason;
import dev.trimaran.raft.node.model.SnapshotPolicy;
import dev.trimaran.simulation.DiskSettings;
import dev.trimaran.simulation.Simulation;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class NodeTest {

  private static final NodeId ONE = new NodeId(1);
  private static final NodeId TWO = new NodeId(2);

  private static Reason reason(CompletableFuture<?> future) {
    assertThat(future).isCompletedExceptionally();
    return ((RaftException) future.exceptionNow()).reason();
  }

  @Test
  void row20SingleNodeAcknowledgesOnlyWhatIsForced() {
    SimulatedCluster cluster = new SimulatedCluster(1, 1).startAll();
    cluster.leader();
    DiskSettings slow = DiskSettings.HEALTHY.slower(1000).withSurvival(0);
    for (int round = 0; round < 20; round++) {
      cluster.simulation.disk(ONE).settings(slow);
      List<String> acknowledged = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        String command = "r" + round + "c" + i;
        cluster.propose(ONE, command).thenAccept(result -> acknowledged.add(command));
        cluster.simulation.run(Duration.ofMillis(30L * round));
      }
      cluster.crash(ONE);
      cluster.simulation.disk(ONE).settings(DiskSettings.HEALTHY);
      cluster.start(ONE);
      cluster.leader();
      cluster.put(ONE, "end" + round);
      assertThat(cluster.commands(ONE)).containsAll(acknowledged).doesNotHaveDuplicates();
    }
  }

  @Test
  void row23FailedSyncStopsTheNodeAndAcknowledgesNothing() {
    SimulatedCluster cluster = new SimulatedCluster(2, 1).startAll();
    cluster.leader();
    cluster.put(ONE, "before");
    cluster.simulation.disk(ONE).settings(DiskSettings.HEALTHY.withFailures(0, 1));
    CompletableFuture<StateMachine.Result> future = cluster.propose(ONE, "lost");
    CompletableFuture<Void> stopped = cluster.node(ONE).stopped();
    cluster.simulation.run(Duration.ofSeconds(2));
    assertThat(stopped).isCompletedExceptionally();
    assertThat(stopped.exceptionNow()).isInstanceOf(IOException.class);
    assertThat(reason(future)).isEqualTo(Reason.STOPPED);
    assertThat(reason(cluster.propose(ONE, "later"))).isEqualTo(Reason.STOPPED);
    assertThat(reason(cluster.node(ONE).readIndex())).isEqualTo(Reason.STOPPED);
  }

  @Test
  void row23FailedSyncOfALeaderLetsAnotherLead() {
    SimulatedCluster cluster = new SimulatedCluster(3, 3).startAll();
    NodeId leader = cluster.leader();
    cluster.put(leader, "before");
    cluster.simulation.disk(leader).settings(DiskSettings.HEALTHY.withFailures(0, 1));
    cluster.propose(leader, "uncertain");
    cluster.await(() -> cluster.node(leader).stopped().isCompletedExceptionally());
    cluster.crash(leader);
    NodeId next = cluster.leader();
    assertThat(next).isNotEqualTo(leader);
    cluster.put(next, "after");
    assertThat(cluster.commands(next)).startsWith("before").endsWith("after");
  }

  @Test
  void row12PartialSnapshotIsNeverAccepted() {
    for (int seed = 1; seed <= 30; seed++) {
      SimulatedCluster cluster = new SimulatedCluster(seed, 1);
      cluster.snapshots = new SnapshotPolicy(20, 1 << 20, 5);
      cluster.startAll();
      cluster.leader();
      List<String> acknowledged = new ArrayList<>();
      for (int round = 0; round < 5; round++) {
        for (int i = 0; i < 50; i++) {
          String command = "r" + round + "c" + i;
          cluster.propose(ONE, command).thenAccept(result -> acknowledged.add(command));
          cluster.simulation.run(Duration.ofNanos(300_000 + 100_000L * seed));
        }
        cluster.crash(ONE);
        cluster.start(ONE);
        cluster.leader();
        cluster.put(ONE, "end" + round);
        assertThat(cluster.commands(ONE)).containsAll(acknowledged).doesNotHaveDuplicates();
      }
      assertThat(cluster.node(ONE).view().snapshotIndex()).isPositive();
    }
  }

  @Test
  void withoutALeaderProposalsFailForCertain() {
    SimulatedCluster cluster = new SimulatedCluster(4, 3);
    cluster.start(ONE);
    CompletableFuture<StateMachine.Result> future = cluster.propose(ONE, "x");
    CompletableFuture<Long> read = cluster.node(ONE).readIndex();
    cluster.simulation.run(Duration.ofSeconds(6));
    assertThat(reason(future)).isEqualTo(Reason.NO_LEADER);
    assertThat(reason(read)).isEqualTo(Reason.NO_LEADER);
    assertThat(((RaftException) future.exceptionNow()).definite()).isTrue();
  }

  @Test
  void aLeaderThatIsCutOffDoesNotKnowTheOutcome() {
    SimulatedCluster cluster = new SimulatedCluster(5, 3).startAll();
    NodeId leader = cluster.leader();
    cluster.simulation.network().isolate(leader);
    CompletableFuture<StateMachine.Result> future = cluster.propose(leader, "x");
    CompletableFuture<Long> read = cluster.node(leader).readIndex();
    cluster.simulation.run(Duration.ofSeconds(6));
    assertThat(reason(future)).isEqualTo(Reason.TIMEOUT);
    assertThat(((RaftException) future.exceptionNow()).definite()).isFalse();
    assertThat(read).isCompletedExceptionally();
  }

  @Test
  void limitsAreSaid() {
    SimulatedCluster cluster = new SimulatedCluster(6, 3);
    cluster.start(ONE);
    assertThat(reason(cluster.node(ONE).propose(new byte[10_001]))).isEqualTo(Reason.TOO_LARGE);
    List<CompletableFuture<?>> futures = new ArrayList<>();
    for (int i = 0; i < 1001; i++) {
      futures.add(cluster.propose(ONE, "c" + i));
    }
    assertThat(reason(futures.getLast())).isEqualTo(Reason.OVERLOADED);
    assertThat(futures.get(999)).isNotDone();
    for (int i = 0; i < 1001; i++) {
      futures.add(cluster.node(ONE).readIndex());
    }
    assertThat(reason(futures.getLast())).isEqualTo(Reason.OVERLOADED);
    assertThat(reason(cluster.node(ONE).ask(TWO, new byte[10_001], Duration.ofSeconds(1))))
        .isEqualTo(Reason.TOO_LARGE);
  }

  @Test
  void aFullDiskRefusesProposalsAndServesReads() {
    SimulatedCluster cluster = new SimulatedCluster(7, 1);
    cluster.config =
        cluster.config.withWal(
            new dev.trimaran.raft.node.wal.WalConfig(64 << 10, 16 << 10, 1, 1 << 20));
    cluster.startAll();
    cluster.leader();
    cluster.put(ONE, "before");
    DiskSettings full = DiskSettings.HEALTHY.withCapacity(1 << 19);
    cluster.simulation.disk(ONE).settings(full);
    cluster.simulation.run(Duration.ofSeconds(2));
    CompletableFuture<StateMachine.Result> refused = cluster.propose(ONE, "x");
    CompletableFuture<Long> read = cluster.node(ONE).readIndex();
    cluster.await(() -> refused.isDone() && read.isDone());
    assertThat(reason(refused)).isEqualTo(Reason.OVERLOADED);
    assertThat(refused.exceptionNow()).hasMessageContaining("disk");
    assertThat(read).isCompleted();
    cluster.crash(ONE);
    cluster.start(ONE);
    cluster.leader();
    cluster.await(() -> cluster.commands(ONE).equals(List.of("before")));
    cluster.simulation.disk(ONE).settings(DiskSettings.HEALTHY);
    cluster.simulation.run(Duration.ofSeconds(2));
    cluster.put(ONE, "after");
  }

  @Test
  void asksAreAnsweredByPeersAndByOneself() {
    SimulatedCluster cluster = new SimulatedCluster(8, 3).startAll();
    cluster.leader();
    cluster.ids.forEach(id ->
        cluster
            .node(id)
            .onAsk((from, question) ->
                CompletableFuture.completedFuture(
                    ("%s to %s: %s".formatted(from, id, new String(question, UTF_8)))
                        .getBytes(UTF_8))));
    for (NodeId peer : cluster.ids) {
      CompletableFuture<byte[]> answer =
          cluster.node(ONE).ask(peer, "hi".getBytes(UTF_8), Duration.ofSeconds(1));
      cluster.await(answer::isDone);
      assertThat(new String(answer.join(), UTF_8)).isEqualTo("1 to " + peer + ": hi");
    }
    cluster
        .node(TWO)
        .onAsk((from, question) -> CompletableFuture.failedFuture(new IOException("no")));
    CompletableFuture<byte[]> failed =
        cluster.node(ONE).ask(TWO, new byte[0], Duration.ofSeconds(1));
    cluster.await(failed::isDone);
    assertThat(failed.exceptionNow()).hasMessageContaining("no");
    cluster.simulation.network().isolate(TWO);
    CompletableFuture<byte[]> silent =
        cluster.node(ONE).ask(TWO, new byte[0], Duration.ofSeconds(1));
    cluster.await(silent::isDone);
    assertThat(reason(silent)).isEqualTo(Reason.TIMEOUT);
  }

  @Test
  void closesGracefullyAndHandsLeadershipOver() {
    SimulatedCluster cluster = new SimulatedCluster(9, 3).startAll();
    NodeId leader = cluster.leader();
    cluster.put(leader, "x");
    long before = cluster.simulation.nowNanos();
    RunningNode closing = cluster.node(leader);
    closing.shutdown();
    cluster.await(() -> closing.stopped().isDone());
    assertThat(closing.stopped()).isCompleted();
    cluster.nodes.remove(leader);
    cluster.leader();
    assertThat(cluster.simulation.nowNanos() - before).isLessThan(Duration.ofMillis(500).toNanos());
    assertThat(reason(closing.propose(new byte[1]))).isEqualTo(Reason.STOPPED);
  }

  @Test
  void leadershipIsTransferredOnRequest() {
    SimulatedCluster cluster = new SimulatedCluster(10, 3).startAll();
    NodeId leader = cluster.leader();
    NodeId target = cluster.ids.stream().filter(id -> !id.equals(leader)).findFirst().orElseThrow();
    CompletableFuture<Void> done = cluster.node(leader).transferLeadership(target);
    cluster.await(done::isDone);
    assertThat(done).isCompleted();
    assertThat(cluster.leader()).isEqualTo(target);
    CompletableFuture<Void> refused = cluster.node(leader).transferLeadership(target);
    cluster.await(refused::isDone);
    assertThat(reason(refused)).isEqualTo(Reason.TRANSFER);
  }

  @Test
  void aPauseOfAFollowerUnseatsNobody() {
    SimulatedCluster cluster = new SimulatedCluster(11, 3).startAll();
    NodeId leader = cluster.leader();
    long term = cluster.node(leader).view().term();
    NodeId other = cluster.ids.stream().filter(id -> !id.equals(leader)).findFirst().orElseThrow();
    for (int i = 0; i < 5; i++) {
      cluster.simulation.pause(other);
      cluster.simulation.run(Duration.ofSeconds(5));
      cluster.simulation.resume(other);
      cluster.simulation.run(Duration.ofSeconds(1));
    }
    assertThat(cluster.node(leader).view().term()).isEqualTo(term);
    assertThat(cluster.node(leader).view().role()).isEqualTo(Role.LEADER);
  }

  @Test
  void aDirectoryOfAnotherClusterIsRefused() {
    SimulatedCluster cluster = new SimulatedCluster(12, 1).startAll();
    cluster.leader();
    cluster.put(ONE, "x");
    cluster.crash(ONE);
    RaftNodeConfig other = RaftNodeConfig.of(ONE, 8, Set.of(ONE));
    assertThatThrownBy(
            () -> RaftNode.start(cluster.simulation.world(ONE), other, new ListMachine()))
        .hasMessageContaining("belongs to node 1 of cluster 7");
  }

  @Test
  void aClusterInOneProcessForTheTestsOfOthers() throws IOException {
    Simulation simulation = new Simulation(13);
    RaftNodeConfig config = RaftNodeConfig.of(ONE, 7, Set.of(ONE, TWO, new NodeId(3)));
    RaftCluster<ListMachine> cluster =
        new RaftCluster<>(config, simulation::world, ListMachine::new);
    cluster.startAll();
    simulation.runUntil(() -> cluster.leader().isPresent(), Duration.ofSeconds(10));
    NodeId leader = cluster.leader().orElseThrow();
    CompletableFuture<?> done = cluster.node(leader).propose("x".getBytes(UTF_8));
    simulation.runUntil(done::isDone, Duration.ofSeconds(10));
    cluster.kill(leader);
    simulation.run(Duration.ofMillis(10));
    simulation.crash(leader);
    simulation.runUntil(() -> cluster.leader().isPresent(), Duration.ofSeconds(10));
    assertThat(cluster.leader().orElseThrow()).isNotEqualTo(leader);
    cluster.start(leader);
    simulation.runUntil(
        () -> cluster.machine(leader).commands().equals(List.of("x")), Duration.ofSeconds(10));
    assertThat(cluster.machine(leader).commands()).containsExactly("x");
    assertThat(cluster.nodes()).hasSize(3);
  }
}
