package dev.trimaran.cache.core.store;

import java.util.Arrays;

/**
 * A part of the index: the entries whose hashes share their first {@code depth} bits, in one array
 * that is probed linearly and kept sorted by hash.
 *
 * <p>A slot is the next {@value #TAG_BITS} bits of the hash, the tag, before 40 bits of the place;
 * 0 is empty. A tag's home is its share of the capacity, so homes rise with tags and any capacity
 * will do. An entry lies at its home or in the unbroken run of slots after it, at most into the
 * spill behind the last home; the array's last slot is always empty.
 */
final class Segment {

  static final int TAG_BITS = 24;
  static final long PLACE = (1L << 40) - 1;
  static final int SMALLEST = 16;

  /** The capacity at which segments are no longer doubled, but lengthened step by step. */
  static final int BASE = 512;

  static final int WIDEST = 960;
  private static final int STEP = 64;
  private static final int SPILL = 16;

  long[] slots;
  int capacity;
  int count;
  final int depth;

  Segment(int depth, int capacity) {
    this.depth = depth;
    this.capacity = capacity;
    slots = new long[capacity + SPILL];
  }

  static long tag(long slot) {
    return slot >>> 40;
  }

  long tagOf(long hash) {
    return hash << depth >>> 40;
  }

  int home(long tag) {
    return (int) (tag * capacity >>> TAG_BITS);
  }

  /** Bytes of this segment and its array. */
  long bytes() {
    return 32 + 16 + 8L * slots.length;
  }

  boolean isFull() {
    return count >= capacity - capacity / 10;
  }

  /** The smallest capacity that holds so many entries with some room. */
  static int capacityFor(int entries) {
    int wanted = entries + entries / 6;
    int capacity = SMALLEST;
    while (capacity < wanted && capacity < WIDEST) {
      capacity = capacity < BASE ? 2 * capacity : capacity + STEP;
    }
    return capacity;
  }

  /** The capacity after this one, when it is full. */
  int wider() {
    return capacity < BASE ? 2 * capacity : capacity + STEP;
  }

  /** The first slot, from the home on, that is empty or whose tag is not less. */
  int lowerBound(long tag) {
    int at = home(tag);
    long slot = slots[at];
    while (slot != 0 && tag(slot) < tag) {
      slot = slots[++at];
    }
    return at;
  }

  void insert(long tag, long place) {
    int at = lowerBound(tag);
    int free = at;
    while (slots[free] != 0) {
      free++;
    }
    if (free == slots.length - 1) {
      slots = Arrays.copyOf(slots, slots.length + SPILL);
    }
    System.arraycopy(slots, at, slots, at + 1, free - at);
    slots[at] = tag << 40 | place;
    count++;
  }

  /** Where the entry of that tag and place is. */
  int indexOf(long tag, long place) {
    long wanted = tag << 40 | place;
    int at = home(tag);
    while (slots[at] != wanted) {
      if (slots[at] == 0) {
        return -1;
      }
      at++;
    }
    return at;
  }

  void removeAt(int index) {
    int end = index + 1;
    while (slots[end] != 0 && home(tag(slots[end])) < end) {
      end++;
    }
    System.arraycopy(slots, index + 1, slots, index, end - index - 1);
    slots[end - 1] = 0;
    count--;
  }

  /** The same entries in another capacity. */
  void recapacitate(int wanted) {
    long[] old = slots;
    capacity = wanted;
    slots = new long[wanted + SPILL];
    int last = -1;
    for (long slot : old) {
      if (slot != 0) {
        last = append(slot, last);
      }
    }
  }

  /** This segment and its neighbour, which differ in the last bit of their depth, as one. */
  static Segment merged(Segment low, Segment high) {
    Segment made = new Segment(low.depth - 1, capacityFor(low.count + high.count));
    int last = -1;
    for (long slot : low.slots) {
      if (slot != 0) {
        last = made.append(tag(slot) >>> 1 << 40 | slot & PLACE, last);
      }
    }
    for (long slot : high.slots) {
      if (slot != 0) {
        long tag = 1L << (TAG_BITS - 1) | tag(slot) >>> 1;
        last = made.append(tag << 40 | slot & PLACE, last);
      }
    }
    made.count = low.count + high.count;
    return made;
  }

  private int append(long slot, int last) {
    int at = Math.max(home(tag(slot)), last + 1);
    if (at >= slots.length - 1) {
      slots = Arrays.copyOf(slots, at + SPILL);
    }
    slots[at] = slot;
    return at;
  }
}
