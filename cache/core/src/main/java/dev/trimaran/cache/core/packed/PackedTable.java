package dev.trimaran.cache.core.packed;

import dev.trimaran.base.Checks;
import dev.trimaran.base.port.Randomness;
import java.util.Arrays;

/**
 * Keys with values, all byte strings, found by hash: extendible hashing (Fagin, Nievergelt,
 * Pippenger, Strong, 1979). A directory, chosen from by the first bits of a hash, leads to segments
 * of at most 512 slots with packed records. A full segment is split in two, so no single change
 * moves more than one segment's records, however large the table is.
 *
 * <p>Views that a call fills are valid until the next change.
 */
public final class PackedTable {

  /** Meets the records of a table; both views are its own until the call returns. */
  @FunctionalInterface
  public interface Visitor {
    void visit(View key, View value);
  }

  private static final int OWN_BYTES = Bytes.OBJECT + 48 + 2 * Bytes.ARRAY;
  private static final int MOST_DEPTH = 22;
  private static final int FEW = 64;

  private final long seed;
  private Segment[] directory;
  private int depth;
  private Segment[] all;
  private int segments;
  private int size;
  private long segmentBytes;

  /**
   * Empty.
   *
   * @param seed of the hashes, unknown to those who choose the keys
   */
  public PackedTable(long seed) {
    this.seed = seed;
    Segment first = new Segment(seed, 0, 0);
    directory = new Segment[] {first};
    all = new Segment[] {first};
    segments = 1;
    segmentBytes = first.bytes();
  }

  public long seed() {
    return seed;
  }

  public int size() {
    return size;
  }

  /** Bytes held, this object included. */
  public long bytes() {
    return OWN_BYTES + 4L * directory.length + 4L * all.length + segmentBytes;
  }

  /** The same by counting, for tests. */
  long recount() {
    long bytes = OWN_BYTES + 4L * directory.length + 4L * all.length;
    for (int i = 0; i < segments; i++) {
      bytes += all[i].bytes();
    }
    return bytes;
  }

  public boolean has(View key) {
    int hash = hash(key);
    return segment(hash).find(hash, key) >= 0;
  }

  /** Shows the value of a key; answers whether there is one. */
  public boolean find(View key, View value) {
    int hash = hash(key);
    Segment segment = segment(hash);
    int slot = segment.find(hash, key);
    if (slot < 0) {
      return false;
    }
    segment.value(slot, value);
    return true;
  }

  /** Puts a value; answers whether the key is new. */
  public boolean put(View key, View value) {
    int hash = hash(key);
    Segment segment = segment(hash);
    int slot = segment.find(hash, key);
    if (slot >= 0) {
      long before = segment.bytes();
      segment.replace(slot, hash, key, value);
      segmentBytes += segment.bytes() - before;
      return false;
    }
    while (segment.isFull()) {
      makeRoom(segment, hash);
      segment = segment(hash);
    }
    long before = segment.bytes();
    segment.add(hash, key, value);
    segmentBytes += segment.bytes() - before;
    size++;
    return true;
  }

  /** Removes a key; answers whether it was there. */
  public boolean remove(View key) {
    int hash = hash(key);
    Segment segment = segment(hash);
    int slot = segment.find(hash, key);
    if (slot < 0) {
      return false;
    }
    long before = segment.bytes();
    segment.remove(slot);
    segmentBytes += segment.bytes() - before;
    size--;
    if (segment.count() < FEW && segment.depth > 0) {
      merge(segment, hash);
    }
    return true;
  }

  /** Shows a record, each with the same chance. The table is not empty. */
  public void random(Randomness randomness, View key, View value) {
    Checks.that(size > 0, "a record is drawn where there is one");
    int most = segments == 1 ? all[0].slots() : Segment.MOST_SLOTS;
    while (true) {
      Segment segment = all[randomness.nextInt(segments)];
      int slot = randomness.nextInt(Math.max(most, segment.slots()));
      if (slot < segment.slots() && segment.isUsed(slot)) {
        segment.key(slot, key);
        segment.value(slot, value);
        return;
      }
    }
  }

  /**
   * Visits about {@code count} records from a cursor on; answers the next cursor, 0 at the end. A
   * record that is there from the first call to the last is met at least once, whatever else is
   * added and removed: the cursor is the hash to go on with, and segments are ordered by hash.
   */
  public long scan(long cursor, long count, Visitor visitor) {
    int[] met = new int[1];
    View key = new View();
    View value = new View();
    Visitor counting =
        (k, v) -> {
          met[0]++;
          visitor.visit(k, v);
        };
    long at = cursor & 0xFFFFFFFFL;
    do {
      int wanted = (int) Math.min(Segment.MOST_SLOTS, Math.max(1, count - met[0]));
      at = segment((int) at).scan(at, wanted, counting, key, value);
    } while (met[0] < count && at < 1L << 32);
    return at < 1L << 32 ? at : 0;
  }

  /** From the first record; the table is not changed meanwhile. */
  public Cursor cursor() {
    return new Cursor();
  }

  /** Goes through all records, in no order. */
  public final class Cursor {
    private int segment;
    private int slot = -1;

    /** Shows the next record; answers whether there is one. */
    public boolean next(View key, View value) {
      while (segment < segments) {
        slot = all[segment].nextUsed(slot + 1);
        if (slot >= 0) {
          all[segment].key(slot, key);
          all[segment].value(slot, value);
          return true;
        }
        segment++;
        slot = -1;
      }
      return false;
    }
  }

  private int hash(View key) {
    return Bytes.hash(key.array(), key.offset(), key.length(), seed);
  }

  private Segment segment(int hash) {
    return directory[depth == 0 ? 0 : hash >>> (32 - depth)];
  }

  // Growth.

  private void makeRoom(Segment segment, int hash) {
    if (!segment.canSplit() || segment.depth == MOST_DEPTH) {
      long before = segment.bytes();
      segment.widen();
      segmentBytes += segment.bytes() - before;
      return;
    }
    if (segment.depth == depth) {
      Segment[] wider = new Segment[2 * directory.length];
      for (int i = 0; i < wider.length; i++) {
        wider[i] = directory[i / 2];
      }
      directory = wider;
      depth++;
    }
    split(segment, hash);
  }

  private void split(Segment segment, int hash) {
    Segment low = half(segment, 0);
    Segment high = half(segment, 1);
    int span = 1 << (depth - segment.depth);
    int first = (hash >>> (32 - depth)) & -span;
    Arrays.fill(directory, first, first + span / 2, low);
    Arrays.fill(directory, first + span / 2, first + span, high);
    replace(segment.index, low);
    if (segments == all.length) {
      all = Arrays.copyOf(all, segments + Math.max(1, segments / 2));
    }
    high.index = segments;
    all[segments++] = high;
    segmentBytes += low.bytes() + high.bytes() - segment.bytes();
  }

  private Segment half(Segment segment, int bit) {
    Segment made = new Segment(seed, segment.depth + 1, Segment.MOST_SLOTS);
    segment.copyInto(made, bit);
    return made;
  }

  private void replace(int index, Segment segment) {
    segment.index = index;
    all[index] = segment;
  }

  // Shrinking.

  private void merge(Segment segment, int hash) {
    int bit = 1 << (depth - segment.depth);
    int place = hash >>> (32 - depth);
    Segment buddy = directory[place ^ bit];
    if (buddy.depth != segment.depth || segment.count() + buddy.count() > 2 * FEW) {
      return;
    }
    Segment both = new Segment(seed, segment.depth - 1, Segment.MOST_SLOTS);
    segment.copyInto(both, -1);
    buddy.copyInto(both, -1);
    int first = place & -(2 * bit);
    Arrays.fill(directory, first, first + 2 * bit, both);
    replace(segment.index, both);
    Segment last = all[--segments];
    if (last != buddy) {
      replace(buddy.index, last);
    }
    all[segments] = both;
    if (all.length > 2 * segments) {
      all = Arrays.copyOf(all, segments);
    }
    segmentBytes += both.bytes() - segment.bytes() - buddy.bytes();
    if (directory.length >= 4 * segments) {
      shrinkDirectory();
    }
  }

  private void shrinkDirectory() {
    int deepest = 0;
    for (int i = 0; i < segments; i++) {
      deepest = Math.max(deepest, all[i].depth);
    }
    if (deepest < depth) {
      Segment[] smaller = new Segment[1 << deepest];
      for (int i = 0; i < smaller.length; i++) {
        smaller[i] = directory[i << (depth - deepest)];
      }
      directory = smaller;
      depth = deepest;
    }
  }
}
