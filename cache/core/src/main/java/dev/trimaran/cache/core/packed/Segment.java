package dev.trimaran.cache.core.packed;

import dev.trimaran.base.Checks;

/**
 * A part of a {@link PackedTable}: the records of all keys whose hashes begin with the same {@code
 * depth} bits. A record lies in {@code data}: the length of the key, doubled, plus one where key
 * and value are kept apart for being big; the length of the value; their bytes, or the index of the
 * array that holds them. Slots find records by linear probing; a slot is an 8-bit tag of the hash
 * and the record's offset plus one, 0 where it is empty. The slot a key belongs in grows with its
 * hash, which {@link #scan} relies on.
 */
final class Segment {

  static final int MOST_SLOTS = 512;
  private static final int FIRST_SLOTS = 16;
  private static final int FIRST_BYTES = 64;
  private static final int BIG_BYTES = 512;
  private static final int OFFSET_MASK = 0xFFFFFF;
  private static final int OWN_BYTES = Bytes.OBJECT + 32 + 2 * Bytes.ARRAY;
  private static final byte[] NONE = new byte[0];

  private final long seed;
  final int depth;
  int index;
  private int[] slots;
  private int count;
  private byte[] data = NONE;
  private int end;
  private int live;
  private final Apart apart = new Apart();

  Segment(long seed, int depth, int elements) {
    this.seed = seed;
    this.depth = depth;
    int size = FIRST_SLOTS;
    while (size < MOST_SLOTS && isFull(elements, size)) {
      size *= 2;
    }
    slots = new int[size];
  }

  private static boolean isFull(int count, int slots) {
    return count >= slots - slots / 4;
  }

  int count() {
    return count;
  }

  int slots() {
    return slots.length;
  }

  long bytes() {
    return OWN_BYTES + 4L * slots.length + data.length + apart.bytes();
  }

  /** Whether the next key needs another place first: more slots, or two segments for this one. */
  boolean isFull() {
    return isFull(count, slots.length);
  }

  boolean canSplit() {
    return slots.length >= MOST_SLOTS;
  }

  // Reading.

  /** The slot of a key, or -1. */
  int find(int hash, View key) {
    int mask = slots.length - 1;
    int tag = hash << 24;
    for (int slot = home(hash); ; slot = (slot + 1) & mask) {
      int entry = slots[slot];
      if (entry == 0) {
        return -1;
      }
      if ((entry & ~OFFSET_MASK) == tag && holds((entry & OFFSET_MASK) - 1, key)) {
        return slot;
      }
    }
  }

  boolean isUsed(int slot) {
    return slots[slot] != 0;
  }

  View key(int slot, View into) {
    return showKey(record(slot), into);
  }

  View value(int slot, View into) {
    int at = record(slot);
    int head = Bytes.readLength(data, at);
    int from = at + Bytes.lengthSize(head);
    int length = Bytes.readLength(data, from);
    int body = from + Bytes.lengthSize(length);
    int key = head >>> 1;
    return (head & 1) == 0 ? into.of(data, body + key, length) : into.of(apart(body), key, length);
  }

  /** The next used slot from {@code slot} on, or -1. */
  int nextUsed(int slot) {
    for (int at = slot; at < slots.length; at++) {
      if (slots[at] != 0) {
        return at;
      }
    }
    return -1;
  }

  /**
   * Visits the records whose hashes are {@code from} or higher, about {@code wanted} of them, in
   * the rough order of their hashes. Answers the hash to go on with, unsigned; the end of this
   * segment's range, as a number of 33 bits, where nothing is left.
   */
  long scan(long from, int wanted, PackedTable.Visitor visitor, View key, View value) {
    int bits = Integer.numberOfTrailingZeros(slots.length);
    long span = 1L << (32 - depth);
    long low = from & -span;
    int first = home((int) from);
    int last =
        depth + bits > 32 ? slots.length : Math.min(slots.length, first + Math.max(1, wanted));
    for (int at = first, walked = 0; walked < slots.length; at++, walked++) {
      int slot = at & (slots.length - 1);
      if (slots[slot] == 0) {
        if (at >= last) {
          break;
        }
        continue;
      }
      key(slot, key);
      int hash = hash(key);
      int home = home(hash);
      if (home >= first && home < last && Integer.toUnsignedLong(hash) >= from) {
        visitor.visit(key, value(slot, value));
      }
    }
    return last == slots.length ? low + span : low + ((long) last << (32 - depth - bits));
  }

  // Changing. The caller has looked for room with isFull.

  void add(int hash, View key, View value) {
    int at = append(key, value);
    place(hash, at);
    count++;
  }

  /** Changes the value of the key in a slot; in place where it is not longer. */
  void replace(int slot, int hash, View key, View value) {
    int at = record(slot);
    if (replaceApart(at, key, value)) {
      return;
    }
    int old = size(at);
    forgetApart(at);
    int size = recordSize(key, value);
    if (size <= old) {
      live -= old - size;
      write(at, key, value);
      return;
    }
    live -= old;
    slots[slot] = 0;
    int to = append(key, value);
    slots[slot] = hash << 24 | (to + 1);
  }

  void remove(int slot) {
    int at = record(slot);
    live -= size(at);
    forgetApart(at);
    count--;
    close(slot);
    if (data.length > 256 && live < data.length / 4) {
      rebuild(live + live / 4);
    }
  }

  /** Twice the slots. */
  void widen() {
    int[] old = slots;
    slots = new int[2 * old.length];
    View key = new View();
    for (int entry : old) {
      if (entry != 0) {
        int at = (entry & OFFSET_MASK) - 1;
        place(hash(showKey(at, key)), at);
      }
    }
  }

  /**
   * Copies those records into another segment whose bit after {@code depth} bits is {@code bit}.
   */
  void copyInto(Segment other, int bit) {
    View key = new View();
    View value = new View();
    other.reserve(bit < 0 ? live : live / 2);
    for (int slot = 0; slot < slots.length; slot++) {
      if (slots[slot] != 0) {
        int hash = hash(key(slot, key));
        if (bit < 0 || (hash << depth) >>> 31 == bit) {
          other.add(hash, key, value(slot, value));
        }
      }
    }
  }

  private void reserve(int bytes) {
    if (data.length < live + bytes) {
      rebuild(live + bytes + bytes / 8);
    }
  }

  // Slots.

  private int home(int hash) {
    return (hash << depth) >>> (32 - Integer.numberOfTrailingZeros(slots.length));
  }

  private void place(int hash, int at) {
    int mask = slots.length - 1;
    int slot = home(hash);
    while (slots[slot] != 0) {
      slot = (slot + 1) & mask;
    }
    slots[slot] = hash << 24 | (at + 1);
  }

  /** Empties a slot and moves those behind it up, so that no search ends too soon. */
  private void close(int slot) {
    int mask = slots.length - 1;
    View key = new View();
    int hole = slot;
    for (int at = (slot + 1) & mask; slots[at] != 0; at = (at + 1) & mask) {
      int home = home(hash(key(at, key)));
      if (((at - home) & mask) >= ((at - hole) & mask)) {
        slots[hole] = slots[at];
        hole = at;
      }
    }
    slots[hole] = 0;
  }

  private int hash(View key) {
    return Bytes.hash(key.array(), key.offset(), key.length(), seed);
  }

  // Records.

  private int record(int slot) {
    return (slots[slot] & OFFSET_MASK) - 1;
  }

  private boolean holds(int at, View key) {
    int head = Bytes.readLength(data, at);
    if (head >>> 1 != key.length()) {
      return false;
    }
    int from = at + Bytes.lengthSize(head);
    int body = from + Bytes.lengthSize(Bytes.readLength(data, from));
    return (head & 1) == 0
        ? Bytes.same(data, body, key.length(), key)
        : Bytes.same(apart(body), 0, key.length(), key);
  }

  private View showKey(int at, View into) {
    int head = Bytes.readLength(data, at);
    int from = at + Bytes.lengthSize(head);
    int body = from + Bytes.lengthSize(Bytes.readLength(data, from));
    return (head & 1) == 0 ? into.of(data, body, head >>> 1) : into.of(apart(body), 0, head >>> 1);
  }

  /** The bytes that the record at {@code at} takes in data. */
  private int size(int at) {
    int head = Bytes.readLength(data, at);
    int key = Bytes.lengthSize(head);
    int value = Bytes.readLength(data, at + key);
    return key + Bytes.lengthSize(value) + ((head & 1) == 0 ? (head >>> 1) + value : Integer.BYTES);
  }

  private static boolean isBig(View key, View value) {
    return (long) key.length() + value.length() > BIG_BYTES;
  }

  private static int recordSize(View key, View value) {
    boolean big = isBig(key, value);
    return Bytes.lengthSize(key.length() * 2 + (big ? 1 : 0))
        + Bytes.lengthSize(value.length())
        + (big ? Integer.BYTES : key.length() + value.length());
  }

  private int append(View key, View value) {
    int size = recordSize(key, value);
    if (data.length - end < size) {
      int wanted = live + size;
      rebuild(live < end - end / 8 && wanted <= data.length ? data.length : wanted + wanted / 4);
    }
    int at = end;
    end += size;
    write(at, key, value);
    live += size;
    return at;
  }

  private void write(int at, View key, View value) {
    boolean big = isBig(key, value);
    int from = Bytes.writeLength(data, at, key.length() * 2 + (big ? 1 : 0));
    int body = Bytes.writeLength(data, from, value.length());
    if (big) {
      writeInt(body, apart.keep(key, value));
      return;
    }
    System.arraycopy(key.array(), key.offset(), data, body, key.length());
    System.arraycopy(value.array(), value.offset(), data, body + key.length(), value.length());
  }

  /** Moves all records into a new array, those that are gone left out. */
  private void rebuild(int capacity) {
    Checks.that(capacity <= OFFSET_MASK, "a segment's records can be told by 24 bits");
    byte[] to = new byte[Math.max(FIRST_BYTES, capacity)];
    int filled = 0;
    for (int slot = 0; slot < slots.length; slot++) {
      int entry = slots[slot];
      if (entry != 0) {
        int at = (entry & OFFSET_MASK) - 1;
        int size = size(at);
        System.arraycopy(data, at, to, filled, size);
        slots[slot] = (entry & ~OFFSET_MASK) | (filled + 1);
        filled += size;
      }
    }
    data = to;
    end = filled;
  }

  // Big keys and values, apart from data: moving the others stays cheap.

  private byte[] apart(int body) {
    return apart.get(readInt(body));
  }

  private void forgetApart(int at) {
    int head = Bytes.readLength(data, at);
    if ((head & 1) != 0) {
      int from = at + Bytes.lengthSize(head);
      apart.drop(readInt(from + Bytes.lengthSize(Bytes.readLength(data, from))));
    }
  }

  /** Where a value kept apart is followed by one of its length: writes it over the old one. */
  private boolean replaceApart(int at, View key, View value) {
    int head = Bytes.readLength(data, at);
    if ((head & 1) == 0) {
      return false;
    }
    int from = at + Bytes.lengthSize(head);
    if (Bytes.readLength(data, from) != value.length()) {
      return false;
    }
    byte[] bytes = apart(from + Bytes.lengthSize(value.length()));
    System.arraycopy(value.array(), value.offset(), bytes, key.length(), value.length());
    return true;
  }

  private void writeInt(int at, int value) {
    for (int i = 0; i < Integer.BYTES; i++) {
      data[at + i] = (byte) (value >>> (8 * i));
    }
  }

  private int readInt(int at) {
    int value = 0;
    for (int i = 0; i < Integer.BYTES; i++) {
      value |= (data[at + i] & 0xFF) << (8 * i);
    }
    return value;
  }
}
