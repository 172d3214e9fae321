package dev.trimaran.benchmarks.report;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The middle of a few measurements and how far apart they were.
 *
 * @param median of an even number: the mean of the two in the middle; NaN of none
 * @param min smallest
 * @param max largest
 */
public record Spread(double median, double min, double max) {

  /** Of values in any order. */
  public static Spread of(double... values) {
    if (values.length == 0) {
      return new Spread(Double.NaN, Double.NaN, Double.NaN);
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    double median = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    return new Spread(median, sorted[0], sorted[sorted.length - 1]);
  }

  /** {@code (min .. max)}, each by a format for one double. */
  public String range(String format) {
    return "(" + shown(format, min) + " .. " + shown(format, max) + ")";
  }

  /** Values with two decimals and a blank between them, in their own order. */
  public static String listed(double... values) {
    return Arrays.stream(values).mapToObj(v -> shown("%.2f", v)).collect(Collectors.joining(" "));
  }

  private static String shown(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
