package dev.trimaran.raft.node.simulation.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.raft.node.simulation.cluster.Fault;
import dev.trimaran.raft.node.simulation.cluster.Member;
import dev.trimaran.raft.node.simulation.cluster.Options;
import dev.trimaran.simulation.DiskSettings;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Row 23: a sync fails, is tried again and seems to succeed, though the pages are lost; or the node
 * falls silent and stays leader. It must stop, and the others go on.
 */
class FailedSyncIsRetriedTest {

  @Test
  void aNodeWhoseSyncFailsStops() {
    Scenario.play(
        Options.calm(3).with(Set.of(Fault.SYNC_FAILURE)),
        story -> {
          Member leader = story.leader();
          story.put(leader, 3);
          leader.supervised(false);
          var stopped = leader.node().stopped();
          story
              .simulation
              .disk(leader.id())
              .settings(DiskSettings.HEALTHY.withFailures(0, 1).withSurvival(0));
          story.propose(leader, 3);
          story.cluster.await("stop of the node", Scenario.SOON, stopped::isDone);
          assertThat(stopped.isCompletedExceptionally()).isTrue();
          Member next = story.newLeader(leader);
          story.put(next, 3);
        });
  }
}
