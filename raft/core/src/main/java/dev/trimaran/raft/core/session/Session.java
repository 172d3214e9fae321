package dev.trimaran.raft.core.session;

import dev.trimaran.base.Checks;
import org.jspecify.annotations.Nullable;

/**
 * Results of one session, kept from its low-water mark on: a ring addressed by sequence number that
 * grows to the session's window. An empty slot within the window was not applied yet.
 */
final class Session<R> {

  private static final int FIRST_CAPACITY = 16;

  private @Nullable Object[] results = new @Nullable Object[FIRST_CAPACITY];
  private long lowest;
  private long highest;
  private long lastApplied;

  Session(long lowest) {
    this.lowest = lowest;
    this.highest = lowest - 1;
  }

  /** Every command below was acknowledged; all the same, some may never have been applied. */
  long lowest() {
    return lowest;
  }

  /** Highest sequence number that was applied or acknowledged. */
  long highest() {
    return highest;
  }

  /** Index of the entry that was last applied for this session. */
  long lastApplied() {
    return lastApplied;
  }

  void touch(long index) {
    lastApplied = index;
  }

  void acknowledgeBelow(long seq) {
    long end = Math.min(seq, highest + 1);
    for (long acknowledged = lowest; acknowledged < end; acknowledged++) {
      results[slot(acknowledged)] = null;
    }
    if (seq > lowest) {
      lowest = seq;
      highest = Math.max(highest, seq - 1);
    }
  }

  @SuppressWarnings("unchecked") // only record() stores
  @Nullable R result(long seq) {
    return seq < lowest || seq > highest ? null : (R) results[slot(seq)];
  }

  void record(long seq, R result) {
    Checks.that(seq >= lowest, "an acknowledged command is not applied again", seq, lowest);
    while (seq - lowest >= results.length) {
      grow();
    }
    results[slot(seq)] = result;
    highest = Math.max(highest, seq);
  }

  int count() {
    int count = 0;
    for (long seq = lowest; seq <= highest; seq++) {
      count += results[slot(seq)] == null ? 0 : 1;
    }
    return count;
  }

  private int slot(long seq) {
    return (int) seq & (results.length - 1);
  }

  private void grow() {
    var old = results;
    int oldMask = old.length - 1;
    results = new @Nullable Object[old.length * 2];
    for (long seq = lowest; seq <= highest; seq++) {
      results[slot(seq)] = old[(int) seq & oldMask];
    }
  }
}
