package dev.trimaran.raft.node.simulation.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.raft.node.simulation.cluster.Member;
import dev.trimaran.raft.node.simulation.cluster.Options;
import dev.trimaran.raft.node.simulation.cluster.RealNodes;
import dev.trimaran.raft.node.simulation.cluster.Sighting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Row 11 for a log that is kept: a follower that is far behind gets the whole log from the disks of
 * its leaders, goes on where it was when the leader changes half-way, and no election is caused by
 * that.
 */
class BehindKeptLogTest {

  @Test
  void aFollowerFarBehindGetsTheWholeLog() {
    Scenario.play(
        Options.calm(3).withSnapshots(10, 40),
        RealNodes.KEEPING,
        story -> {
          Member first = story.leader();
          Member lagging = story.others(first).getFirst();
          story.put(first, 15);
          lagging.crash();
          story.put(first, 200);
          assertThat(first.view().firstIndex()).isGreaterThan(100);
          lagging.start();
          story.run(Duration.ofMillis(15));
          long had = lagging.view().lastIndex();
          first.crash();
          first.start();
          Member next = story.leader();
          story.put(next, 15);
          story.cluster.await("equal state", Scenario.SOON, story::converged);
          assertThat(had).isLessThan(lagging.view().lastIndex());
          assertThat(story.cluster.sightings().count(Sighting.SNAPSHOT_INSTALLED)).isZero();
          long term = next.view().term();
          story.run(Duration.ofSeconds(5));
          assertThat(story.leader().view().term()).isEqualTo(term);
          requireWhole(lagging);
        });
  }

  private static void requireWhole(Member member) {
    try {
      var log = member.node().log();
      assertThat(log.firstIndex()).isEqualTo(1);
      assertThat(log.read(1).index()).isEqualTo(1);
      assertThat(log.read(log.lastIndex()).index()).isEqualTo(member.view().committed());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
