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
 * @param down from the return of service to the start of a killed server
 * @param pace from one put of a unique key to the next
 * @param seed of the clients' choices and of victims; real processes do not repeat themselves even
 *     so
 * @param wipe removes all data when all are killed: the run must then fail, or it proves nothing
 * @param keep leaves the run's own directory even when nothing is wrong
 * @param directory where the run's own directory is made
 */
public record RunPlan(
    Scenario scenario,
    Program program,
    int nodes,
    Duration duration,
    Duration every,
    Duration down,
    Duration pace,
    long seed,
    boolean wipe,
    boolean keep,
    Path directory) {

  public RunPlan {
    Checks.argument(nodes >= 1 && nodes <= 9, "a cluster has 1 to 9 nodes, not " + nodes);
    Checks.argument(duration.isPositive(), "a run takes time");
    Checks.argument(every.isPositive(), "hits are some time apart");
    Checks.argument(!down.isNegative(), "a server cannot be started before it is killed");
    Checks.argument(pace.isPositive(), "puts are some time apart");
  }

  /** A hit every five seconds, two seconds down, a put every 20 ms, seed 1, nothing wiped. */
  public static RunPlan of(
      Scenario scenario, Program program, int nodes, Duration duration, Path directory) {
    return new RunPlan(
        scenario,
        program,
        nodes,
        duration,
        Duration.ofSeconds(5),
        Duration.ofSeconds(2),
        Duration.ofMillis(20),
        1,
        false,
        false,
        directory);
  }

  public RunPlan withTimes(Duration newEvery, Duration newDown, Duration newPace) {
    return new RunPlan(
        scenario, program, nodes, duration, newEvery, newDown, newPace, seed, wipe, keep,
        directory);
  }

  public RunPlan withSeed(long newSeed) {
    return new RunPlan(
        scenario, program, nodes, duration, every, down, pace, newSeed, wipe, keep, directory);
  }

  public RunPlan withWipe(boolean newWipe) {
    return new RunPlan(
        scenario, program, nodes, duration, every, down, pace, seed, newWipe, keep, directory);
  }

  public RunPlan withKeep(boolean newKeep) {
    return new RunPlan(
        scenario, program, nodes, duration, every, down, pace, seed, wipe, newKeep, directory);
  }
}
