package dev.trimaran.benchmarks.load;

import org.HdrHistogram.Histogram;

/**
 * What a run gave.
 *
 * @param nanos length of the window of measurement
 * @param good calls that ended well in the window
 * @param errors calls that did not, or failures of a connection
 * @param firstError the first of them, empty when there is none
 * @param micros latencies of the good calls in microseconds
 */
public record LoadResult(long nanos, long good, long errors, String firstError, Histogram micros) {

  /** Good calls a second. */
  public double perSecond() {
    return good * 1e9 / nanos;
  }
}
