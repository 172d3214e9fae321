package dev.trimaran.raft.node.simulation.scenario;

import dev.trimaran.raft.node.simulation.cluster.Member;
import dev.trimaran.raft.node.simulation.cluster.Options;
import dev.trimaran.simulation.DiskSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Row 9: the disk reports a write done whose entries were cut in the meantime, and the node
 * acknowledges other entries at the same indexes (ABA).
 */
class WriteCompletesAfterCutTest {

  @Test
  void aLateCompletionAcknowledgesNothingElse() {
    Scenario.play(
        Options.calm(3),
        story -> {
          Member old = story.leader();
          story.put(old, 2);
          story
              .simulation
              .disk(old.id())
              .settings(DiskSettings.HEALTHY.slower(10_000).withSurvival(0));
          story.isolate(old);
          story.propose(old, 8);
          Member next = story.newLeader(old);
          story.put(next, 4);
          story.heal();
          story.run(Duration.ofSeconds(3));
          old.crash();
          story.put(next, 1);
        });
  }
}
