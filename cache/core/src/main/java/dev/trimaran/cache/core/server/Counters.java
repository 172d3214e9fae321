package dev.trimaran.cache.core.server;

import java.util.Map;
import java.util.TreeMap;

/** What the engine has seen since its start, or since {@code CONFIG RESETSTAT}. */
public final class Counters {

  private static final int MOST_ERRORS = 128;

  private final Map<String, Long> errors = new TreeMap<>();
  private final long[] lags = new long[64];
  private long commands;
  private long errorCount;

  public void ran() {
    commands++;
  }

  /** An error was answered; counted by the word it begins with. */
  public void error(String text) {
    errorCount++;
    int end = text.indexOf(' ');
    String prefix = end < 0 ? text : text.substring(0, end);
    if (errors.size() < MOST_ERRORS || errors.containsKey(prefix)) {
      errors.merge(prefix, 1L, Long::sum);
    }
  }

  /** A key expired so long after its deadline. */
  public void expired(long lateMs) {
    lags[64 - Long.numberOfLeadingZeros(Math.max(0, lateMs))]++;
  }

  /** Milliseconds that so many of a hundred keys did not expire later than, rounded up. */
  public long expiryLag(double percent) {
    long total = 0;
    for (long each : lags) {
      total += each;
    }
    long wanted = Math.max(1, (long) Math.ceil(total * percent / 100));
    long seen = 0;
    for (int i = 0; i < lags.length; i++) {
      seen += lags[i];
      if (seen >= wanted) {
        return (1L << i) - 1;
      }
    }
    return 0;
  }

  public long commands() {
    return commands;
  }

  public long errorCount() {
    return errorCount;
  }

  public Map<String, Long> errors() {
    return Map.copyOf(errors);
  }

  public void reset() {
    commands = 0;
    errorCount = 0;
    errors.clear();
    java.util.Arrays.fill(lags, 0);
  }
}
