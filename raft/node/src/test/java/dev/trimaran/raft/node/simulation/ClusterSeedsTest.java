package dev.trimaran.raft.node.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.raft.node.simulation.cluster.ClusterRun;
import dev.trimaran.raft.node.simulation.cluster.Options;
import dev.trimaran.raft.node.simulation.cluster.RealNodes;
import dev.trimaran.raft.node.simulation.cluster.Sighting;
import dev.trimaran.raft.node.simulation.cluster.Sightings;
import dev.trimaran.simulation.SeedRunner;
import dev.trimaran.simulation.Simulation;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Thousands of clusters, each under faults drawn from its seed. {@code -Dsim.seed=N} replays one,
 * {@code -Dsim.seeds=N -Dsim.firstSeed=N} runs more or others.
 */
class ClusterSeedsTest {

  private static final int SEEDS = 2000;

  @Test
  void everySeedIsSafeAndLive() {
    Long seed = Long.getLong("sim.seed");
    if (seed != null) {
      SeedRunner.twice(seed, ClusterSeedsTest::run);
      return;
    }
    int seeds = Integer.getInteger("sim.seeds", SEEDS);
    Seeds.Report report =
        Seeds.run(Long.getLong("sim.firstSeed", 1), seeds, 2, ClusterSeedsTest::run);
    report(report.toString());
    if (seeds >= SEEDS) {
      assertThat(Sighting.values())
          .as("a suite that has not seen all of these tested less than it says")
          .allMatch(sighting -> report.seen().count(sighting) > 0);
    }
  }

  private static Sightings run(Simulation simulation) {
    Options options = options(simulation);
    try {
      return new ClusterRun(simulation, options, RealNodes.FACTORY).run();
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(
          e.getMessage()
              + "\nwith "
              + options
              + "\nreplay: ./build -q -pl raft/node -am test -Dtest=ClusterSeedsTest"
              + " -Dsurefire.failIfNoSpecifiedTests=false -Dsim.seed="
              + simulation.seed(),
          e);
    }
  }

  private static Options options(Simulation simulation) {
    long seed = simulation.seed();
    int nodes = seed % 50 == 7 ? 7 : seed % 3 == 0 ? 5 : 3;
    return Options.draw(simulation.randomness(), nodes, Duration.ofSeconds(10));
  }

  @SuppressWarnings("SystemOut") // what the build log should tell
  private static void report(String text) {
    System.out.println(text);
  }
}
