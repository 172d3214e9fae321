package dev.trimaran.benchmarks.cache.memory;

import java.util.List;

/**
 * What to run.
 *
 * @param rounds each loads every server once for every shape
 * @param entries numbers of entries
 * @param timeToLive which of without (false) and with (true)
 * @param valueBytes of each value; a key has 10
 * @param restSeconds how long a loaded server is left alone before its memory is read again
 */
public record MemoryPlan(
    int rounds, List<Long> entries, List<Boolean> timeToLive, int valueBytes, int restSeconds) {

  /** Ten bytes. */
  static final String KEY_FORMAT = "k%09d";

  /** Seconds to live, where entries have a deadline: none passes during a run. */
  static final int SECONDS_TO_LIVE = 86_400;

  private static final long MOST_ENTRIES = 999_999_999;

  public MemoryPlan {
    entries = List.copyOf(entries);
    timeToLive = List.copyOf(timeToLive);
    if (rounds < 1 || entries.isEmpty() || timeToLive.isEmpty()) {
      throw new IllegalArgumentException("at least one round, one number of entries, one shape");
    }
    for (long count : entries) {
      if (count < 1 || count > MOST_ENTRIES) {
        throw new IllegalArgumentException("entries are 1 to 999999999, not " + count);
      }
    }
    if (restSeconds < 0) {
      throw new IllegalArgumentException("--rest is 0 seconds or more, not " + restSeconds);
    }
    if (valueBytes < 12 || valueBytes > 1 << 20) {
      throw new IllegalArgumentException("a value is 12 to 1048576 bytes, not " + valueBytes);
    }
  }

  /**
   * A row of the table.
   *
   * @param entries how many
   * @param timeToLive whether each has a deadline
   */
  public record Shape(long entries, boolean timeToLive) {}

  List<Shape> shapes() {
    return entries.stream()
        .flatMap(count -> timeToLive.stream().map(deadline -> new Shape(count, deadline)))
        .toList();
  }
}
