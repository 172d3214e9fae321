package dev.trimaran.cli.status;

import java.util.Locale;

/** Sizes as people write them. */
final class Sizes {

  private Sizes() {}

  /** Bytes with the unit that leaves the fewest digits before the point. */
  static String text(long bytes) {
    if (bytes < 1000) {
      return bytes + " B";
    }
    double left = bytes / 1000.0;
    for (String unit : new String[] {"kB", "MB", "GB"}) {
      if (left < 1000) {
        return String.format(Locale.ROOT, "%.1f %s", left, unit);
      }
      left /= 1000;
    }
    return String.format(Locale.ROOT, "%.1f TB", left);
  }
}
