package dev.trimaran.raft.node.simulation.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.raft.node.simulation.cluster.Member;
import dev.trimaran.raft.node.simulation.cluster.Options;
import dev.trimaran.simulation.DiskSettings;
import org.junit.jupiter.api.Test;

/**
 * Row 20: a cluster of one acknowledges before it has forced the log to disk, and a power failure
 * takes what was acknowledged.
 */
class SingleNodeAcknowledgesEarlyTest {

  @Test
  void whatASingleNodeAcknowledgedSurvivesAPowerFailure() {
    Scenario.play(
        Options.calm(1).with(DiskSettings.HEALTHY.withSurvival(0).slower(50)),
        story -> {
          Member only = story.leader();
          for (int i = 0; i < 10; i++) {
            story.put(only, 1);
            String written = only.store().get("k0").value();
            only.crash();
            only.start();
            story.leader();
            assertThat(story.clients.get(only, "k0", Scenario.SOON).value()).isEqualTo(written);
          }
        });
  }
}
