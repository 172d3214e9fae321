package dev.trimaran.raft.node.simulation.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.raft.node.simulation.cluster.Member;
import dev.trimaran.raft.node.simulation.cluster.Options;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Row 5: a vote that was merely seen counts as granted, and a node with a stale log leads. The node
 * that missed writes must not win, whoever asks first.
 */
class SeenVoteTakenForGrantedTest {

  @Test
  void aNodeThatMissedWritesDoesNotLead() {
    Scenario.play(
        Options.calm(3),
        story -> {
          Member first = story.leader();
          Member stale = story.others(first).getFirst();
          Member fresh = story.others(first, stale).getFirst();
          story.isolate(stale);
          story.put(first, 5);
          first.crash();
          story.run(Duration.ofSeconds(3));
          story.heal();
          assertThat(story.newLeader(first)).isSameAs(fresh);
          story.put(stale, 1);
        });
  }
}
