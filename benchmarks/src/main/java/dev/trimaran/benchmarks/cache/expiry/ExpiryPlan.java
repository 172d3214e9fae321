package dev.trimaran.benchmarks.cache.expiry;

import java.util.List;

/**
 * What to run.
 *
 * @param rounds each measures every server once at every level
 * @param others numbers of other keys, whose deadline is an hour away
 * @param probes keys whose expiry is timed
 * @param spreadSeconds their deadlines lie evenly in that time
 * @param windowSeconds how long events are awaited after the last deadline
 */
public record ExpiryPlan(
    int rounds, List<Long> others, int probes, double spreadSeconds, double windowSeconds) {

  /** Seconds to live of the others. */
  static final int OTHERS_TO_LIVE = 3_600;

  public ExpiryPlan {
    others = List.copyOf(others);
    if (rounds < 1 || others.isEmpty() || probes < 1) {
      throw new IllegalArgumentException("at least one round, one number of others, one probe");
    }
    for (long count : others) {
      if (count < 0 || count > 999_999_999) {
        throw new IllegalArgumentException("others are 0 to 999999999, not " + count);
      }
    }
    if (spreadSeconds <= 0 || windowSeconds <= 0) {
      throw new IllegalArgumentException("--spread and --window are positive seconds");
    }
    if (probes > 100_000) {
      throw new IllegalArgumentException("probes are 1 to 100000, not " + probes);
    }
  }
}
