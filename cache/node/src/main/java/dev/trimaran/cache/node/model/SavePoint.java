package dev.trimaran.cache.node.model;

import java.util.ArrayList;
import java.util.List;

/**
 * When a snapshot is taken without being asked for: so many seconds after the last, if so many
 * changes were made since ({@code save}).
 */
public record SavePoint(long seconds, long changes) {

  /** Redis's. */
  public static final List<SavePoint> DEFAULT = parse("3600 1 300 100 60 10000");

  /**
   * Seconds and changes in turn, separated by spaces; none in an empty text.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static List<SavePoint> parse(String text) {
    List<SavePoint> points = new ArrayList<>();
    String[] words = text.isBlank() ? new String[0] : text.strip().split("\\s+");
    if (words.length % 2 != 0) {
      throw new IllegalArgumentException("seconds and changes come in pairs");
    }
    for (int i = 0; i < words.length; i += 2) {
      long seconds = Long.parseLong(words[i]);
      long changes = Long.parseLong(words[i + 1]);
      if (seconds < 1 || changes < 0) {
        throw new IllegalArgumentException("seconds are at least 1, changes not negative");
      }
      points.add(new SavePoint(seconds, changes));
    }
    return List.copyOf(points);
  }

  /** As {@link #parse} reads them. */
  public static String text(List<SavePoint> points) {
    return String.join(
        " ", points.stream().map(point -> point.seconds() + " " + point.changes()).toList());
  }
}
