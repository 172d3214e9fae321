package dev.trimaran.cache.core.outliers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The most frequent keys of a stream in memory of fixed size (Metwally, Agrawal and El Abbadi,
 * Efficient computation of frequent and top-k elements in data streams, ICDT 2005: Space-Saving). A
 * key that is not among those counted takes the place of the one with the lowest count, and
 * inherits that as its error; so any key that makes up more than one part in {@code capacity} of
 * the stream is counted, and no count is off by more than that part.
 */
final class SpaceSaving {

  /** A key that is counted; {@code at} is its place in the heap, {@code next} in its chain. */
  private static final class Slot {
    int database;
    byte[] key;
    int hash;
    long count;
    long error;
    int at;
    @Nullable Slot next;

    Slot(byte[] key) {
      this.key = key;
    }
  }

  private final Slot[] heap;
  private final @Nullable Slot[] chains;
  private int size;
  private long total;

  SpaceSaving(int capacity) {
    heap = new Slot[capacity];
    chains = new Slot[Integer.highestOneBit(capacity) * 4];
  }

  /** The weight of all that was added. */
  long total() {
    return total;
  }

  void add(int database, byte[] array, int offset, int length, long weight) {
    total += weight;
    int hash = hash(database, array, offset, length);
    Slot slot = find(hash, database, array, offset, length);
    if (slot == null) {
      byte[] key = Arrays.copyOfRange(array, offset, offset + length);
      slot = size < heap.length ? grow(key) : replace(key);
      slot.database = database;
      slot.hash = hash;
      int chain = hash & (chains.length - 1);
      slot.next = chains[chain];
      chains[chain] = slot;
    }
    slot.count += weight;
    sink(slot);
  }

  private static int hash(int database, byte[] array, int offset, int length) {
    int hash = database;
    for (int i = offset; i < offset + length; i++) {
      hash = 31 * hash + array[i];
    }
    return hash ^ hash >>> 16 ^ hash >>> 8;
  }

  private @Nullable Slot find(int hash, int database, byte[] array, int offset, int length) {
    Slot slot = chains[hash & (chains.length - 1)];
    while (slot != null
        && !(slot.hash == hash
            && slot.database == database
            && Arrays.equals(slot.key, 0, slot.key.length, array, offset, offset + length))) {
      slot = slot.next;
    }
    return slot;
  }

  private Slot grow(byte[] key) {
    Slot slot = new Slot(key);
    slot.at = size;
    heap[size++] = slot;
    for (int at = slot.at; at > 0; at = (at - 1) / 2) { // its count is 0, nobody's is less
      swap(at, (at - 1) / 2);
    }
    return slot;
  }

  /** The one with the lowest count, which is another key from now on. */
  private Slot replace(byte[] key) {
    Slot lowest = heap[0];
    unchain(lowest);
    lowest.key = key;
    lowest.error = lowest.count;
    return lowest;
  }

  private void unchain(Slot slot) {
    int chain = slot.hash & (chains.length - 1);
    Slot before = chains[chain];
    if (before == slot) {
      chains[chain] = slot.next;
      return;
    }
    while (before != null && before.next != slot) {
      before = before.next;
    }
    if (before != null) {
      before.next = slot.next;
    }
  }

  private void sink(Slot slot) {
    while (true) {
      int child = 2 * slot.at + 1;
      if (child + 1 < size && heap[child + 1].count < heap[child].count) {
        child++;
      }
      if (child >= size || heap[child].count >= slot.count) {
        return;
      }
      swap(slot.at, child);
    }
  }

  private void swap(int one, int other) {
    Slot moved = heap[one];
    heap[one] = heap[other];
    heap[other] = moved;
    heap[one].at = one;
    heap[other].at = other;
  }

  /** What is counted, in no order. */
  List<Counted> counted() {
    List<Counted> all = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      Slot slot = heap[i];
      all.add(new Counted(slot.database, slot.key, slot.count, slot.error));
    }
    return all;
  }

  void clear() {
    Arrays.fill(chains, null);
    size = 0;
    total = 0;
  }
}
