package dev.trimaran.raft.node.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.raft.core.model.Entry;
import dev.trimaran.raft.node.LogReader;
import dev.trimaran.raft.node.simulation.cluster.Cluster;
import dev.trimaran.raft.node.simulation.cluster.ClusterRun;
import dev.trimaran.raft.node.simulation.cluster.Member;
import dev.trimaran.raft.node.simulation.cluster.Options;
import dev.trimaran.raft.node.simulation.cluster.RealNodes;
import dev.trimaran.raft.node.simulation.cluster.Sighting;
import dev.trimaran.raft.node.simulation.cluster.Sightings;
import dev.trimaran.raft.node.simulation.model.LogMirror;
import dev.trimaran.simulation.SeedRunner;
import dev.trimaran.simulation.Simulation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * Clusters under faults whose log is never compacted: beside all that {@link ClusterSeedsTest}
 * demands, every node ends with the same whole log, from its first entry on, as it is on its disk.
 */
class KeptLogSeedsTest {

  private static final int SEEDS = 300;

  private final AtomicLong fed = new AtomicLong();

  @Test
  void everyNodeEndsWithTheWholeLog() {
    Long seed = Long.getLong("sim.seed");
    if (seed != null) {
      SeedRunner.twice(seed, this::run);
      return;
    }
    int seeds = Integer.getInteger("sim.seeds", SEEDS);
    Seeds.Report report = Seeds.run(Long.getLong("sim.firstSeed", 1), seeds, 2, this::run);
    assertThat(report.seen().count(Sighting.SNAPSHOT_TAKEN)).as("checkpoints").isPositive();
    assertThat(report.seen().count(Sighting.SNAPSHOT_INSTALLED)).as("installs").isZero();
    assertThat(report.seen().count(Sighting.LOG_CUT)).as("logs were cut").isPositive();
    assertThat(report.seen().count(Sighting.RESTARTED_WITH_LOG)).isPositive();
    assertThat(fed.get()).as("entries were read from disks for followers").isPositive();
  }

  private Sightings run(Simulation simulation) {
    int nodes = simulation.seed() % 4 == 0 ? 5 : 3;
    Options options =
        Options.draw(simulation.randomness(), nodes, Duration.ofSeconds(10))
            .withSnapshots(10 + simulation.randomness().nextInt(40), 200);
    ClusterRun run = new ClusterRun(simulation, options, RealNodes.KEEPING);
    try {
      Sightings seen = run.run();
      requireWholeLogs(run.cluster());
      return seen;
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(
          e.getMessage() + "\nwith " + options + "\nseed " + simulation.seed(), e);
    }
  }

  private void requireWholeLogs(Cluster cluster) {
    List<Long> first = hashes(cluster.member(1));
    for (Member member : cluster.members()) {
      assertThat(hashes(member)).as("the log of %s", member.id()).isEqualTo(first);
      fed.addAndGet(member.node().metrics().entriesFed());
    }
  }

  private static List<Long> hashes(Member member) {
    LogReader log = member.node().log();
    List<Long> hashes = new ArrayList<>();
    try {
      assertThat(log.firstIndex()).isEqualTo(1);
      for (long next = 1; next <= log.lastIndex(); next = hashes.size() + 1L) {
        for (Entry entry : log.read(next, 50, 4000)) {
          hashes.add(LogMirror.hash(entry) * 31 + entry.term());
        }
      }
      for (long index = 1; index <= log.lastIndex(); index += 7) {
        Entry entry = log.read(index);
        assertThat(LogMirror.hash(entry) * 31 + entry.term())
            .isEqualTo(hashes.get((int) index - 1));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return hashes;
  }
}
