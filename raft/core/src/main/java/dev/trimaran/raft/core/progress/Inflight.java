package dev.trimaran.raft.core.progress;

import java.util.Arrays;

/** Requests on their way to one follower: a ring of last index and size, bounded in both. */
final class Inflight {

  private final long[] lastIndexes;
  private final long[] sizes;
  private final long maxBytes;
  private int head;
  private int count;
  private long bytes;

  Inflight(int maxMessages, long maxBytes) {
    lastIndexes = new long[maxMessages];
    sizes = new long[maxMessages];
    this.maxBytes = maxBytes;
  }

  boolean isFull() {
    return count == lastIndexes.length || bytes >= maxBytes;
  }

  int count() {
    return count;
  }

  boolean isEmpty() {
    return count == 0;
  }

  void add(long lastIndex, long size) {
    int slot = (head + count) % lastIndexes.length;
    lastIndexes[slot] = lastIndex;
    sizes[slot] = size;
    bytes += size;
    count++;
  }

  /** All requests up to {@code index} were answered. */
  void freeUpTo(long index) {
    while (count > 0 && lastIndexes[head] <= index) {
      bytes -= sizes[head];
      head = (head + 1) % lastIndexes.length;
      count--;
    }
  }

  void clear() {
    Arrays.fill(lastIndexes, 0);
    head = 0;
    count = 0;
    bytes = 0;
  }
}
