package dev.trimaran.cache.core.settings;

import java.util.Locale;
import java.util.Map;

/** Sizes in bytes as Redis writes them: {@code 1k} is 1,000, {@code 1kb} is 1,024. */
public final class MemorySize {

  private static final Map<String, Long> UNITS =
      Map.of(
          "", 1L,
          "b", 1L,
          "k", 1000L,
          "kb", 1L << 10,
          "m", 1_000_000L,
          "mb", 1L << 20,
          "g", 1_000_000_000L,
          "gb", 1L << 30);

  private MemorySize() {}

  /**
   * Bytes.
   *
   * @throws IllegalArgumentException when the text is no size
   */
  public static long parse(String text) {
    int digits = 0;
    while (digits < text.length() && Character.isDigit(text.charAt(digits))) {
      digits++;
    }
    Long unit = UNITS.get(text.substring(digits).toLowerCase(Locale.ROOT));
    if (digits == 0 || digits > 18 || unit == null) {
      throw new IllegalArgumentException("argument must be a memory value");
    }
    long number = Long.parseLong(text.substring(0, digits));
    if (number > Long.MAX_VALUE / unit) {
      throw new IllegalArgumentException("argument must be a memory value");
    }
    return number * unit;
  }

  /** For people, as {@code INFO} writes it: {@code 1.50M}. */
  public static String human(long bytes) {
    if (bytes < 1024) {
      return bytes + "B";
    }
    String units = "KMGTP";
    double size = bytes;
    int unit = -1;
    while (size >= 1024 && unit < units.length() - 1) {
      size /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, "%.2f%c", size, units.charAt(unit));
  }
}
