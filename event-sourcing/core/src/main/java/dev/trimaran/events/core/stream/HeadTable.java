package dev.trimaran.events.core.stream;

import dev.trimaran.base.Checks;
import java.util.Arrays;

/**
 * A part of the heads: open addressing with linear probing over one array, four longs a stream (the
 * key, the last revision, kind and metadata). It is two to four fifths full: 40 to 80 bytes a
 * stream. An array that a checkpoint holds is copied before it is changed.
 */
final class HeadTable {

  static final int WIDTH = 4;
  private static final int SMALLEST = 8;

  private long[] slots = new long[SMALLEST * WIDTH];
  private int used;
  private boolean shared;

  /** Where the stream is; negative, -1 minus the free place for it, when it is not. */
  int find(StreamKey key) {
    int mask = slots.length / WIDTH - 1;
    int at = (int) mixed(key) & mask;
    while (true) {
      int slot = at * WIDTH;
      if (slots[slot] == key.high() && slots[slot + 1] == key.low()) {
        return slot;
      }
      if (slots[slot] == 0 && slots[slot + 1] == 0) {
        return -1 - slot;
      }
      at = at + 1 & mask;
    }
  }

  /** The high bits of the key choose the table; the place within it must not depend on them. */
  private static long mixed(StreamKey key) {
    return key.low() * 0x9E3779B97F4A7C15L >>> 32;
  }

  long revision(int slot) {
    return slots[slot + 2];
  }

  long state(int slot) {
    return slots[slot + 3];
  }

  void set(StreamKey key, long revision, long state) {
    own();
    int slot = find(key);
    if (slot < 0) {
      if ((used + 1) * 5L > slots.length / WIDTH * 4L) {
        grow();
      }
      slot = -1 - find(key);
      Checks.that(slot >= 0, "a new stream has a free place");
      slots[slot] = key.high();
      slots[slot + 1] = key.low();
      used++;
    }
    slots[slot + 2] = revision;
    slots[slot + 3] = state;
  }

  private void own() {
    if (shared) {
      slots = slots.clone();
      shared = false;
    }
  }

  private void grow() {
    long[] old = slots;
    slots = new long[Math.multiplyExact(old.length, 2)];
    for (int from = 0; from < old.length; from += WIDTH) {
      if (old[from] != 0 || old[from + 1] != 0) {
        int to = -1 - find(new StreamKey(old[from], old[from + 1]));
        System.arraycopy(old, from, slots, to, WIDTH);
      }
    }
  }

  int used() {
    return used;
  }

  /** The array as it is now; it will not change. */
  long[] share() {
    shared = true;
    return slots;
  }

  void clear() {
    slots = new long[SMALLEST * WIDTH];
    Arrays.fill(slots, 0);
    used = 0;
    shared = false;
  }
}
