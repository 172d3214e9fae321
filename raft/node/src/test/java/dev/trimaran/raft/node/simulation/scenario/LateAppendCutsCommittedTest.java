package dev.trimaran.raft.node.simulation.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.raft.node.simulation.cluster.Options;
import dev.trimaran.raft.node.simulation.cluster.Sighting;
import dev.trimaran.simulation.LinkSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Row 7: an append that comes late, twice or out of order cuts entries that were committed after it
 * was sent.
 */
class LateAppendCutsCommittedTest {

  @Test
  void lateAppendsCutNothing() {
    Options options =
        Options.calm(3)
            .with(new LinkSettings(100_000, 150_000_000, 0.02, 0.3, 1))
            .withClients(6, 2, Duration.ofMillis(20));
    Scenario.play(
        options,
        story -> {
          story.leader();
          story.clients.start();
          story.run(Duration.ofSeconds(20));
          story.clients.stop();
          story.simulation.network().settings(LinkSettings.CALM);
          assertThat(story.cluster.sightings().count(Sighting.OPERATION_OK)).isGreaterThan(50);
        });
  }
}
