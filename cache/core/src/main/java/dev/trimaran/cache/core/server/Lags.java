package dev.trimaran.cache.core.server;

import java.util.Arrays;

/**
 * How long after their deadlines keys expired, in milliseconds: a histogram whose classes are exact
 * below 16 and no wider than an eighth of their value from there on, and the longest as it is.
 */
final class Lags {

  private static final int SUB_BITS = 3;
  private static final int SUBS = 1 << SUB_BITS;

  private final long[] classes = new long[(Long.SIZE - SUB_BITS) * SUBS];
  private long count;
  private long longest;

  void add(long lateMs) {
    long lag = Math.max(0, lateMs);
    classes[classOf(lag)]++;
    count++;
    longest = Math.max(longest, lag);
  }

  private static int classOf(long lag) {
    int exponent = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(lag) - SUB_BITS - 1);
    return exponent * SUBS + (int) (lag >>> exponent);
  }

  /** The greatest value of a class. */
  private static long last(int number) {
    int exponent = Math.max(0, number / SUBS - 1);
    return ((number - (long) exponent * SUBS + 1) << exponent) - 1;
  }

  /** Milliseconds that so many of a hundred keys did not expire later than; 0 without any. */
  long percentile(double percent) {
    long wanted = Math.max(1, (long) Math.ceil(count * percent / 100));
    long seen = 0;
    for (int i = 0; i < classes.length; i++) {
      seen += classes[i];
      if (seen >= wanted) {
        return Math.min(last(i), longest);
      }
    }
    return 0;
  }

  long longest() {
    return longest;
  }

  void clear() {
    Arrays.fill(classes, 0);
    count = 0;
    longest = 0;
  }
}
