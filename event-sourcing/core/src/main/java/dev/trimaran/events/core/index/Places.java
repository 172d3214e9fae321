package dev.trimaran.events.core.index;

import dev.trimaran.base.Checks;

/** The places of consecutive positions. */
public final class Places {

  private final long first;
  private final long[] entries;
  private final int[] numbers;
  private final long[] revisions;

  Places(long first, long[] entries, int[] numbers, long[] revisions) {
    this.first = first;
    this.entries = entries;
    this.numbers = numbers;
    this.revisions = revisions;
  }

  /** The first position. */
  public long first() {
    return first;
  }

  /** The position after the last. */
  public long end() {
    return first + entries.length;
  }

  /** Index of the log's entry that holds the event at a position. */
  public long entry(long position) {
    return entries[offset(position)];
  }

  /** The event's number within its entry. */
  public int number(long position) {
    return numbers[offset(position)];
  }

  /** The event's revision in its stream. */
  public long revision(long position) {
    return revisions[offset(position)];
  }

  /** All of it. */
  public Place at(long position) {
    int offset = offset(position);
    return new Place(entries[offset], numbers[offset], revisions[offset]);
  }

  private int offset(long position) {
    Checks.argument(position >= first && position < end(), "the position is one of these places");
    return (int) (position - first);
  }
}
