package dev.trimaran.simulation;

import dev.trimaran.base.Checks;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs a scenario twice for each seed and compares the traces: a scenario whose two runs differ
 * draws on something other than its seed (an iteration order, a clock, a thread), and none of its
 * failures could be replayed.
 */
public final class SeedRunner {

  /** How many events are kept to find where two runs part. */
  private static final int MAX_KEPT = 4_000_000;

  private SeedRunner() {}

  /**
   * Runs {@code scenario} for {@code count} seeds from {@code firstSeed} on.
   *
   * @throws AssertionError naming the seed, when the scenario fails or is not deterministic
   */
  public static void run(long firstSeed, int count, Consumer<Simulation> scenario) {
    Checks.argument(count > 0, "at least one seed is run");
    for (long seed = firstSeed; seed < firstSeed + count; seed++) {
      twice(seed, scenario);
    }
  }

  /**
   * Runs {@code scenario} twice.
   *
   * @return the hash of both traces
   * @throws AssertionError naming the seed and the first event that differs
   */
  public static long twice(long seed, Consumer<Simulation> scenario) {
    long first = once(seed, scenario, null);
    long second = once(seed, scenario, null);
    if (first != second) {
      throw new AssertionError("seed " + seed + ": " + divergence(seed, scenario));
    }
    return first;
  }

  private static long once(
      long seed, Consumer<Simulation> scenario, Trace.@Nullable Listener listener) {
    Simulation simulation = new Simulation(seed);
    if (listener != null) {
      simulation.trace().listen(listener);
    }
    try {
      scenario.accept(simulation);
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError(
          "seed "
              + seed
              + " after "
              + simulation.nowNanos() / 1_000_000
              + " ms of virtual time: "
              + e.getMessage(),
          e);
    }
    return simulation.trace().hash();
  }

  private static String divergence(long seed, Consumer<Simulation> scenario) {
    Recording first = new Recording(MAX_KEPT);
    Recording second = new Recording(MAX_KEPT);
    long one = once(seed, scenario, first);
    long other = once(seed, scenario, second);
    if (one == other) {
      return "two runs differed, two more did not: the scenario is not deterministic";
    }
    int at = first.firstDifference(second);
    return "the scenario is not deterministic; event "
        + at
        + " is "
        + first.describe(at)
        + " in one run and "
        + second.describe(at)
        + " in the other";
  }
}
