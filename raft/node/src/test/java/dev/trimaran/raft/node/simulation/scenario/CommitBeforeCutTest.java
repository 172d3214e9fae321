package dev.trimaran.raft.node.simulation.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.raft.node.simulation.cluster.Member;
import dev.trimaran.raft.node.simulation.cluster.Options;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Row 14: the commit index is taken over before the conflicting tail is cut, or replay goes past
 * what was committed: entries are applied that never were.
 */
class CommitBeforeCutTest {

  @Test
  void aConflictingTailIsNeverApplied() {
    Scenario.play(
        Options.calm(3),
        story -> {
          Member old = story.leader();
          story.put(old, 2);
          story.isolate(old);
          story.propose(old, 6);
          Member next = story.newLeader(old);
          story.put(next, 12);
          long applied = old.node().applied();
          old.crash();
          old.start();
          story.run(Duration.ofSeconds(2));
          assertThat(old.node().applied()).isLessThanOrEqualTo(applied);
          story.heal();
          story.cluster.await("equal state", Scenario.SOON, story::converged);
        });
  }
}
