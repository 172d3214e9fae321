package dev.trimaran.benchmarks.cache.expiry;

import java.util.Arrays;

/**
 * How late the events of the probes came, in milliseconds. A probe without an event counts with the
 * time that was waited for it: its lag is at least that.
 */
final class Lags {

  private final double[] sorted;
  private final int arrived;

  private Lags(double[] sorted, int arrived) {
    this.sorted = sorted;
    this.arrived = arrived;
  }

  /**
   * From the moments of deadlines and events.
   *
   * @param deadlines microseconds since 1970
   * @param events the same, 0 where none came
   * @param end when waiting ended
   */
  static Lags of(long[] deadlines, long[] events, long end) {
    double[] lags = new double[deadlines.length];
    int arrived = 0;
    for (int i = 0; i < lags.length; i++) {
      long event = events[i] == 0 ? end : events[i];
      arrived += events[i] == 0 ? 0 : 1;
      lags[i] = (event - deadlines[i]) / 1e3;
    }
    Arrays.sort(lags);
    return new Lags(lags, arrived);
  }

  /** Events that came while they were awaited. */
  int arrived() {
    return arrived;
  }

  /** The lag that this share of the probes did not exceed. */
  double at(double share) {
    return sorted[(int) Math.ceil(share * sorted.length) - 1];
  }
}
