package dev.trimaran.raft.node.simulation.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.raft.node.simulation.cluster.Member;
import dev.trimaran.raft.node.simulation.cluster.Options;
import dev.trimaran.raft.node.simulation.cluster.Sighting;
import org.junit.jupiter.api.Test;

/**
 * Row 4: a snapshot is installed over an uncommitted tail, and what the tail said (membership above
 * all) stays in force. The tail and its configuration must be gone.
 */
class SnapshotKeepsStaleTailTest {

  @Test
  void anInstalledSnapshotReplacesTheUncommittedTail() {
    Scenario.play(
        Options.calm(3).withSnapshots(10, 64),
        story -> {
          Member old = story.leader();
          story.put(old, 3);
          story.isolate(old);
          var doomed = story.propose(old, 5);
          Member next = story.newLeader(old);
          story.put(next, 40);
          story.heal();
          story.cluster.await("equal state", Scenario.SOON, story::converged);
          assertThat(story.cluster.sightings().count(Sighting.SNAPSHOT_INSTALLED)).isPositive();
          assertThat(old.view().configuration()).isEqualTo(next.view().configuration());
          story.cluster.await(
              "end of what was proposed",
              Scenario.SOON,
              () -> doomed.stream().allMatch(one -> one.isDone()));
          next.crash();
          Member last = story.leader();
          story.put(last, 3);
        });
  }
}
