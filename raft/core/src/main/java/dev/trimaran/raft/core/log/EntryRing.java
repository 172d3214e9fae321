package dev.trimaran.raft.core.log;

import dev.trimaran.raft.core.model.Entry;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Consecutive entries in memory: append, index and drop at either end in O(1). Slices copy the
 * references, never the data, since they are read by other threads after the ring has moved on.
 */
final class EntryRing {

  private Entry[] slots = new Entry[64];
  private int head;
  private int size;
  private long first;

  private List<Entry> lastSlice = List.of();

  EntryRing(long firstIndex) {
    this.first = firstIndex;
  }

  long firstIndex() {
    return first;
  }

  /** Index of the last entry, {@code firstIndex - 1} when empty. */
  long lastIndex() {
    return first + size - 1;
  }

  boolean contains(long index) {
    return index >= first && index <= lastIndex();
  }

  Entry get(long index) {
    return slots[slot(index)];
  }

  void append(Entry entry) {
    if (size == slots.length) {
      grow();
    }
    slots[(head + size) & (slots.length - 1)] = entry;
    size++;
  }

  /** Drops the entries from {@code index} on. */
  void truncateFrom(long index) {
    lastSlice = List.of();
    while (size > 0 && lastIndex() >= index) {
      clear(lastIndex());
      size--;
    }
  }

  /** Drops the entries before {@code index}. */
  void dropBefore(long index) {
    lastSlice = List.of();
    while (size > 0 && first < index) {
      clear(first);
      head = (head + 1) & (slots.length - 1);
      first++;
      size--;
    }
  }

  void reset(long firstIndex) {
    truncateFrom(first);
    head = 0;
    first = firstIndex;
  }

  /** Entries from {@code from} to {@code to}, both included; immutable and lasting. */
  List<Entry> slice(long from, long to) {
    if (from > to) {
      return List.of();
    }
    int count = (int) (to - from + 1);
    if (lastSlice.size() == count && lastSlice.getFirst().index() == from) {
      return lastSlice; // the same batch goes to the disk and to each follower
    }
    var copy = new Entry[count];
    int start = slot(from);
    int run = Math.min(count, slots.length - start);
    System.arraycopy(slots, start, copy, 0, run);
    System.arraycopy(slots, 0, copy, run, count - run);
    lastSlice = Collections.unmodifiableList(Arrays.asList(copy));
    return lastSlice;
  }

  private int slot(long index) {
    return (head + (int) (index - first)) & (slots.length - 1);
  }

  @SuppressWarnings("NullAway") // an empty slot is never read
  private void clear(long index) {
    slots[slot(index)] = null;
  }

  private void grow() {
    var larger = new Entry[slots.length * 2];
    int run = slots.length - head;
    System.arraycopy(slots, head, larger, 0, run);
    System.arraycopy(slots, 0, larger, run, head);
    slots = larger;
    head = 0;
  }
}
