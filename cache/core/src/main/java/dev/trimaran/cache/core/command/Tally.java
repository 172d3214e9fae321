package dev.trimaran.cache.core.command;

import java.util.Arrays;

/**
 * What has been seen of a command since the start, or since {@code CONFIG RESETSTAT}: counts, and
 * its durations in classes that grow by powers of two.
 */
public final class Tally {

  private static final int CLASSES = 64;

  private long calls;
  private long nanos;
  private long rejected;
  private long failed;
  private long[] classes = new long[0];

  /** One run that took so long. */
  public void ran(long durationNanos) {
    calls++;
    nanos += durationNanos;
    if (classes.length == 0) {
      classes = new long[CLASSES];
    }
    classes[CLASSES - Long.numberOfLeadingZeros(Math.max(0, durationNanos / 1000 - 1))]++;
  }

  /** One that was not run: wrong arguments, no permission, no memory. */
  public void reject() {
    rejected++;
  }

  /** One that answered an error. */
  public void fail() {
    failed++;
  }

  public void reset() {
    calls = 0;
    nanos = 0;
    rejected = 0;
    failed = 0;
    Arrays.fill(classes, 0);
  }

  public long calls() {
    return calls;
  }

  public long micros() {
    return nanos / 1000;
  }

  public long rejected() {
    return rejected;
  }

  public long failed() {
    return failed;
  }

  /** How many took at most 2 to the power of {@code exponent} microseconds. */
  public long atMost(int exponent) {
    long sum = 0;
    for (int i = 0; i <= exponent && i < classes.length; i++) {
      sum += classes[i];
    }
    return sum;
  }

  /** The duration in microseconds that so many of a hundred did not exceed. */
  public double percentile(double percent) {
    long wanted = Math.max(1, (long) Math.ceil(calls * percent / 100));
    for (int i = 0; i < classes.length - 1; i++) {
      if (atMost(i) >= wanted) {
        return 1L << i;
      }
    }
    return 0;
  }
}
