package dev.trimaran.raft.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trimaran.base.NodeId;
import dev.trimaran.raft.core.model.Retention;
import dev.trimaran.raft.core.model.Role;
import dev.trimaran.raft.node.model.LostDirectoryException;
import dev.trimaran.raft.node.model.SnapshotPolicy;
import dev.trimaran.simulation.SeedRunner;
import dev.trimaran.simulation.Simulation;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Row 25: a wiped voter that comes back under its old identity helps to elect a leader without what
 * it had acknowledged. It is refused; and when the operator lets it rejoin, it has no say until it
 * holds all that it may have promised.
 */
class WipedVoterTest {

  private static final int SEEDS = 15;

  private static void play(int size, Retention retention, Consumer<SimulatedCluster> story) {
    SeedRunner.run(
        1,
        SEEDS,
        (Simulation simulation) -> {
          SimulatedCluster cluster = new SimulatedCluster(simulation, size);
          cluster.config = cluster.config.withRetention(retention);
          cluster.snapshots = new SnapshotPolicy(15, Long.MAX_VALUE, 3);
          cluster.startAll();
          story.accept(cluster);
        });
  }

  private static NodeId other(SimulatedCluster cluster, NodeId... not) {
    return cluster.ids.stream().filter(id -> !List.of(not).contains(id)).findFirst().orElseThrow();
  }

  private static void wipe(SimulatedCluster cluster, NodeId id) {
    cluster.crash(id);
    cluster.simulation.disk(id).wipe();
  }

  /** Some entries on the leader and {@code with} only; all know each other before. */
  private static void acknowledgeWithout(
      SimulatedCluster cluster, NodeId leader, NodeId with, NodeId without) {
    for (int i = 0; i < 20; i++) {
      cluster.put(leader, "all" + i);
    }
    cluster.awaitSame();
    cluster.crash(without);
    for (int i = 0; i < 5; i++) {
      cluster.put(leader, "two" + i);
    }
    assertThat(cluster.node(with).view().lastIndex()).isPositive();
  }

  @ParameterizedTest
  @EnumSource(Retention.class)
  void aWipedVoterIsRefusedAndElectsNobody(Retention retention) {
    play(
        3,
        retention,
        cluster -> {
          NodeId leader = cluster.leader();
          NodeId wiped = other(cluster, leader);
          NodeId behind = other(cluster, leader, wiped);
          acknowledgeWithout(cluster, leader, wiped, behind);
          wipe(cluster, wiped);
          cluster.crash(leader);

          cluster.start(behind);
          RunningNode again = cluster.start(wiped);
          cluster.simulation.run(Duration.ofSeconds(20));
          assertThat(again.stopped()).isCompletedExceptionally();
          assertThatThrownBy(() -> again.stopped().join())
              .hasCauseInstanceOf(LostDirectoryException.class)
              .hasMessageContaining("withRejoin");
          assertThat(cluster.node(behind).view().role()).isNotEqualTo(Role.LEADER);
          assertThat(cluster.commands(behind)).noneMatch(command -> command.startsWith("new"));
        });
  }

  @ParameterizedTest
  @EnumSource(Retention.class)
  void whoRejoinsHasNoSayUntilItHoldsWhatItMayHavePromised(Retention retention) {
    play(
        3,
        retention,
        cluster -> {
          NodeId leader = cluster.leader();
          NodeId wiped = other(cluster, leader);
          NodeId behind = other(cluster, leader, wiped);
          acknowledgeWithout(cluster, leader, wiped, behind);
          wipe(cluster, wiped);
          cluster.crash(leader);

          // Alone with the one that is behind, it must not make a leader that lacks entries.
          cluster.start(behind);
          cluster.start(wiped, true);
          cluster.simulation.run(Duration.ofSeconds(20));
          assertThat(cluster.nodes.values()).noneMatch(node -> node.view().role() == Role.LEADER);

          cluster.start(leader);
          NodeId next = cluster.leader();
          cluster.put(next, "after");
          cluster.awaitSame();
          assertThat(cluster.commands(wiped)).contains("two4", "after").hasSize(26);

          // Now it counts again: two of three, one of them the rejoined, make progress.
          cluster.simulation.run(Duration.ofSeconds(2));
          cluster.crash(other(cluster, wiped));
          cluster.put(wiped, "with the rejoined");
          assertThat(cluster.commands(wiped)).contains("two4", "with the rejoined");

          // And it stays a member after a restart, with or without the option.
          cluster.crash(wiped);
          cluster.start(wiped);
          cluster.put(wiped, "again");
        });
  }

  @ParameterizedTest
  @EnumSource(Retention.class)
  void whatTheRejoinedAcknowledgesDoesNotCountBeforeItsBarrier(Retention retention) {
    play(
        3,
        retention,
        cluster -> {
          NodeId leader = cluster.leader();
          NodeId wiped = other(cluster, leader);
          NodeId third = other(cluster, leader, wiped);
          acknowledgeWithout(cluster, leader, wiped, third);
          wipe(cluster, wiped);
          cluster.start(wiped, true);
          // The leader and the wiped voter alone: one vote has promised what nobody knows.
          var stuck = cluster.propose(leader, "new");
          cluster.simulation.run(Duration.ofSeconds(4));
          assertThat(stuck.isDone() && !stuck.isCompletedExceptionally()).isFalse();
          cluster.start(third);
          cluster.leader();
          cluster.put(third, "more");
          cluster.awaitSame();
          assertThat(cluster.commands(wiped)).contains("two4", "more");
        });
  }

  @ParameterizedTest
  @EnumSource(Retention.class)
  void ofFiveTheWipedRejoinsWhileTheOthersWork(Retention retention) {
    play(
        5,
        retention,
        cluster -> {
          NodeId leader = cluster.leader();
          NodeId wiped = other(cluster, leader);
          for (int i = 0; i < 30; i++) {
            cluster.put(leader, "a" + i);
          }
          wipe(cluster, wiped);
          for (int i = 0; i < 30; i++) {
            cluster.put(leader, "b" + i);
          }
          cluster.start(wiped, true);
          for (int i = 0; i < 30; i++) {
            cluster.put(cluster.leader(), "c" + i);
          }
          cluster.awaitSame();
          assertThat(cluster.commands(wiped)).hasSize(90);
        });
  }
}
