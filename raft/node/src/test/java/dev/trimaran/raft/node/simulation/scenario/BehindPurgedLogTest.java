package dev.trimaran.raft.node.simulation.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.raft.node.simulation.cluster.Member;
import dev.trimaran.raft.node.simulation.cluster.Options;
import dev.trimaran.raft.node.simulation.cluster.Sighting;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Row 11: a follower that is behind the purged log, or whose snapshot is older than the log, is
 * stuck for ever. It must catch up, also when the sender changes half-way.
 */
class BehindPurgedLogTest {

  @Test
  void aFollowerBehindThePurgedLogCatchesUp() {
    Scenario.play(
        Options.calm(3).withSnapshots(10, 40),
        story -> {
          Member first = story.leader();
          Member lagging = story.others(first).getFirst();
          story.put(first, 15);
          lagging.crash();
          story.put(first, 60);
          lagging.start();
          story.run(Duration.ofMillis(30));
          first.crash();
          first.start();
          Member next = story.leader();
          story.put(next, 15);
          story.cluster.await("equal state", Scenario.SOON, story::converged);
          assertThat(story.cluster.sightings().count(Sighting.SNAPSHOT_INSTALLED)).isPositive();
          lagging.crash();
          lagging.start();
        });
  }
}
