package dev.trimaran.cache.core.server;

import java.util.List;

/**
 * Delays as columns of characters, the newest at the right, each with its age ({@code LATENCY}).
 */
final class LatencyGraph {

  private static final int COLUMNS = 80;
  private static final int ROWS = 4;

  private LatencyGraph() {}

  static String of(String event, Latencies.History history, long nowSeconds) {
    List<Latencies.Sample> samples = List.copyOf(history.samples);
    samples = samples.subList(Math.max(0, samples.size() - COLUMNS), samples.size());
    long high = samples.stream().mapToLong(Latencies.Sample::ms).max().orElse(0);
    long low = samples.stream().mapToLong(Latencies.Sample::ms).min().orElse(0);
    StringBuilder text = new StringBuilder();
    text.append(event)
        .append(
            " - high %d ms, low %d ms (all time high %d ms)\n"
                .formatted(high, low, history.longestMs))
        .append("-".repeat(COLUMNS))
        .append('\n');
    for (int row = ROWS; row > 0; row--) {
      for (Latencies.Sample sample : samples) {
        text.append(height(sample.ms(), low, high) >= row ? '#' : ' ');
      }
      text.append('\n');
    }
    return text.append('\n').append(ages(samples, nowSeconds)).toString();
  }

  private static int height(long ms, long low, long high) {
    return high == low ? 1 : 1 + (int) ((ms - low) * (ROWS - 1) / (high - low));
  }

  /** The age of each column, written downwards: 12s, 3m, 4h, 5d. */
  private static String ages(List<Latencies.Sample> samples, long nowSeconds) {
    List<String> ages =
        samples.stream().map(sample -> age(Math.max(0, nowSeconds - sample.atSeconds()))).toList();
    int longest = ages.stream().mapToInt(String::length).max().orElse(0);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < longest; i++) {
      for (String age : ages) {
        text.append(i < age.length() ? age.charAt(i) : ' ');
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static String age(long seconds) {
    if (seconds < 60) {
      return seconds + "s";
    }
    if (seconds < 3_600) {
      return seconds / 60 + "m";
    }
    return seconds < 86_400 ? seconds / 3_600 + "h" : seconds / 86_400 + "d";
  }
}
