package dev.trimaran.raft.node.simulation.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.raft.node.simulation.cluster.Member;
import dev.trimaran.raft.node.simulation.cluster.Options;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Row 8: term and index of the last entry are compared one by one. A short log of a newer term is
 * more up-to-date than a long log of an older one, and must be able to win against it.
 */
class LogsComparedByPartsTest {

  @Test
  void aShortLogOfANewerTermWins() {
    Scenario.play(
        Options.calm(3),
        story -> {
          Member old = story.leader();
          story.isolate(old);
          story.propose(old, 10);
          Member next = story.newLeader(old);
          Member third = story.others(old, next).getFirst();
          story.put(next, 1);
          assertThat(old.view().lastIndex()).isGreaterThan(next.view().lastIndex());
          third.crash();
          story.run(Duration.ofSeconds(5));
          story.heal();
          assertThat(story.newLeader(old)).isSameAs(next);
          story.put(old, 1);
        });
  }
}
