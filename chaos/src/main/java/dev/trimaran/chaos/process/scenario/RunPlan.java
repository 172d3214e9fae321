package dev.trimaran.chaos.process.scenario;

import dev.trimaran.base.Checks;
import dev.trimaran.chaos.process.cluster.Program;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What one run does.
 *
 * @param program what is tested
 * @param nodes how many servers
 * @param duration how long servers are hit, before all are killed at once
 * @param every from one hit to the next, at least
 * @param seed of the clients' choices and of {@link Scenario#KILL_RANDOM}; real processes do not
 *     repeat themselves even so
 * @param wipe removes all data when all are killed: the run must then fail, or it proves nothing
 * @param directory where the run's own directory is made
 */
public record RunPlan(
    Scenario scenario,
    Program program,
    int nodes,
    Duration duration,
    Duration every,
    long seed,
    boolean wipe,
    Path directory) {

  public RunPlan {
    Checks.argument(nodes >= 1 && nodes <= 9, "a cluster has 1 to 9 nodes, not " + nodes);
    Checks.argument(duration.isPositive(), "a run takes time");
    Checks.argument(every.isPositive(), "hits are some time apart");
  }
}
