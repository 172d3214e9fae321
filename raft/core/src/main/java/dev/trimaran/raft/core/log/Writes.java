package dev.trimaran.raft.core.log;

import dev.trimaran.base.Checks;
import java.util.ArrayDeque;

/**
 * Writes handed to the disk and not yet durable, by sequence. A write that the log was cut under
 * loses its claim on the indexes that were cut: the same index may be written again with another
 * entry, and only the later write makes that durable (ABA).
 */
final class Writes {

  /** One write: when it is durable, so is the log up to {@code lastIndex}. */
  private static final class Write {
    final long sequence;
    long lastIndex;

    Write(long sequence, long lastIndex) {
      this.sequence = sequence;
      this.lastIndex = lastIndex;
    }
  }

  private final ArrayDeque<Write> outstanding = new ArrayDeque<>();

  void issued(long sequence, long lastIndex) {
    Checks.that(
        outstanding.isEmpty() || outstanding.getLast().sequence < sequence, "sequences increase");
    outstanding.addLast(new Write(sequence, lastIndex));
  }

  /** Returns the index up to which all is durable by these writes, or 0. */
  long completed(long sequence) {
    long index = 0;
    while (!outstanding.isEmpty() && outstanding.getFirst().sequence <= sequence) {
      index = Math.max(index, outstanding.removeFirst().lastIndex);
    }
    return index;
  }

  void cut(long fromIndex) {
    for (Write write : outstanding) {
      write.lastIndex = Math.min(write.lastIndex, fromIndex - 1);
    }
  }
}
