package dev.trimaran.raft.node.simulation.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.raft.node.simulation.cluster.Member;
import dev.trimaran.raft.node.simulation.cluster.Options;
import dev.trimaran.raft.node.simulation.cluster.Sighting;
import org.junit.jupiter.api.Test;

/**
 * Row 10: a follower whose tail conflicts is never offered the index at which it does, and the
 * cluster makes no progress. It must be brought in line within seconds, however long the tail.
 */
class ConflictingTailLivelockTest {

  @Test
  void aLongConflictingTailIsReplaced() {
    Scenario.play(
        Options.calm(3),
        story -> {
          Member old = story.leader();
          story.put(old, 2);
          story.isolate(old);
          story.propose(old, 300);
          Member next = story.newLeader(old);
          story.put(next, 20);
          story.heal();
          story.cluster.await("equal state", Scenario.SOON, story::converged);
          assertThat(story.cluster.sightings().count(Sighting.LOG_CUT)).isPositive();
        });
  }
}
