package dev.trimaran.raft.node.simulation.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.chaos.history.Answer;
import dev.trimaran.raft.node.simulation.cluster.Member;
import dev.trimaran.raft.node.simulation.cluster.Options;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * Row 15: a read index is given without a quorum, before the first commit of the term, or an old
 * one is used again. A deposed leader that cannot know it must not answer.
 */
class ReadWithoutQuorumTest {

  @Test
  void aDeposedLeaderAnswersNoRead() {
    Scenario.play(
        Options.calm(3),
        story -> {
          Member old = story.leader();
          story.put(old, 1);
          story.isolate(old);
          var early = old.get("k0");
          Member next = story.newLeader(old);
          story.put(next, 1);
          String newest = next.store().get("k0").value();
          var late = old.get("k0");
          story.run(Duration.ofSeconds(2));
          assertThat(answered(early)).isFalse();
          assertThat(answered(late)).isFalse();
          story.heal();
          assertThat(story.clients.get(old, "k0", Scenario.SOON).value()).isEqualTo(newest);
        });
  }

  private static boolean answered(CompletableFuture<Answer> read) {
    return read.isDone() && !read.isCompletedExceptionally();
  }
}
