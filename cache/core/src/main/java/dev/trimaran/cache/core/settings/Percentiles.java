package dev.trimaran.cache.core.settings;

import java.math.BigDecimal;
import java.util.StringJoiner;

/** The value of {@code latency-tracking-info-percentiles}: numbers from 0 to 100. */
public final class Percentiles {

  private static final String NAME = "latency-tracking-info-percentiles";
  private static final String NUMBER = "[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?";

  private Percentiles() {}

  /**
   * The numbers in their shortest form, a space between them.
   *
   * @throws IllegalArgumentException when they are none; the message is Redis's
   */
  public static String normal(String text) {
    StringJoiner normal = new StringJoiner(" ");
    for (String word : words(text)) {
      if (!word.matches(NUMBER)) {
        throw new IllegalArgumentException("Invalid " + NAME + " parameters");
      }
      double percent = Double.parseDouble(word);
      if (percent < 0 || percent > 100) {
        throw new IllegalArgumentException(NAME + " parameters should sit between [0.0,100.0]");
      }
      normal.add(BigDecimal.valueOf(percent).stripTrailingZeros().toPlainString());
    }
    return normal.toString();
  }

  /** Each as it was written. */
  public static String[] of(Settings settings) {
    return words(settings.text(NAME));
  }

  private static String[] words(String text) {
    return text.isEmpty() ? new String[0] : text.split(" ", -1);
  }
}
