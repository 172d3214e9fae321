package dev.trimaran.cache.core.store;

import dev.trimaran.base.Checks;
import dev.trimaran.base.port.Randomness;
import dev.trimaran.cache.core.keyspace.Keyspace;
import java.util.Arrays;

/**
 * Finds places by key: segments by the first bits of the hash (extendible hashing, Fagin and others
 * 1979). A segment that is full becomes longer, and at last two; of two that have become small one
 * is made. So it grows and shrinks by some hundred entries at a time, and never copies the whole.
 *
 * <p>As each segment is sorted by hash, the index is: a position of a scan is a hash, and what has
 * been visited is what has a lesser one, whatever grows or shrinks meanwhile.
 */
final class Index {

  private static final int CURSOR_SHIFT = 16;
  private static final int DEEPEST = 24;
  private static final int MERGE_BELOW = 200;

  private final Records records;
  private final Hasher hasher;
  private final Ledger ledger;
  private Segment[] directory = new Segment[1];
  private int depth;
  private final int[] segmentsOfDepth = new int[DEEPEST + 1];
  private int widest;
  private long entries;

  Index(Records records, Hasher hasher, Ledger ledger) {
    this.records = records;
    this.hasher = hasher;
    this.ledger = ledger;
    reset();
  }

  long entries() {
    return entries;
  }

  private void reset() {
    Segment first = new Segment(0, Segment.SMALLEST);
    directory = new Segment[] {first};
    depth = 0;
    Arrays.fill(segmentsOfDepth, 0);
    segmentsOfDepth[0] = 1;
    widest = first.slots.length;
    entries = 0;
    ledger.add(first.bytes() + directoryBytes());
  }

  /** Forgets all. */
  void clear() {
    ledger.add(-bytes());
    reset();
  }

  /** Bytes held; counted, not kept. */
  long bytes() {
    long sum = directoryBytes();
    for (int i = 0; i < directory.length; i += span(directory[i])) {
      sum += directory[i].bytes();
    }
    return sum;
  }

  long find(byte[] key, int offset, int length, long hash) {
    Segment segment = segment(hash);
    long[] slots = segment.slots;
    long tag = segment.tagOf(hash);
    for (int at = segment.home(tag); ; at++) {
      long slot = slots[at];
      if (slot == 0) {
        return Keyspace.ABSENT;
      }
      long other = Segment.tag(slot);
      if (other > tag) {
        return Keyspace.ABSENT;
      }
      if (other == tag) {
        long place = slot & Segment.PLACE;
        if (records.hasKey(place, key, offset, length)) {
          return place;
        }
      }
    }
  }

  /** The place of a key of that hash, or {@link Keyspace#ABSENT}. */
  long findByHash(long hash) {
    Segment segment = segment(hash);
    long tag = segment.tagOf(hash);
    for (int at = segment.lowerBound(tag); ; at++) {
      long slot = segment.slots[at];
      if (slot == 0 || Segment.tag(slot) != tag) {
        return Keyspace.ABSENT;
      }
      long place = slot & Segment.PLACE;
      if (records.hash(place, hasher) == hash) {
        return place;
      }
    }
  }

  void insert(long hash, long place) {
    Segment segment = segment(hash);
    while (segment.isFull()) {
      grow(segment, hash);
      segment = segment(hash);
    }
    long before = segment.bytes();
    segment.insert(segment.tagOf(hash), place);
    widest = Math.max(widest, segment.slots.length);
    ledger.add(segment.bytes() - before);
    entries++;
  }

  /** Reads where a hash leads, so that it is near when it is asked for next; any number. */
  long warm(long hash) {
    Segment segment = segment(hash);
    return segment.slots[segment.home(segment.tagOf(hash))];
  }

  /** The place of a key that may have that hash, or {@link Keyspace#ABSENT}. */
  long likely(long hash) {
    Segment segment = segment(hash);
    long tag = segment.tagOf(hash);
    long slot = segment.slots[segment.lowerBound(tag)];
    return slot != 0 && Segment.tag(slot) == tag ? slot & Segment.PLACE : Keyspace.ABSENT;
  }

  /** The entry that was at one place is at another. */
  void move(long hash, long from, long to) {
    Segment segment = segment(hash);
    long tag = segment.tagOf(hash);
    int at = segment.indexOf(tag, from);
    Checks.that(at >= 0, "what is moved is in the index");
    segment.slots[at] = tag << 40 | to;
  }

  void remove(long hash, long place) {
    Segment segment = segment(hash);
    int at = segment.indexOf(segment.tagOf(hash), place);
    Checks.that(at >= 0, "what is removed is in the index");
    segment.removeAt(at);
    entries--;
    if (segment.count < MERGE_BELOW && segment.depth > 0 && merge(segment, hash)) {
      return;
    }
    if (segment.capacity > Segment.SMALLEST && segment.count < segment.capacity / 8 * 3) {
      recapacitate(segment, Segment.capacityFor(segment.count));
    }
  }

  /**
   * Visits at least {@code count} places, or those up to the end.
   *
   * @return where to go on, 0 at the end
   */
  long scan(long cursor, int count, Keyspace.Visitor visitor) {
    long at = cursor << CURSOR_SHIFT;
    int left = count;
    while (true) {
      Segment segment = segment(at);
      long begin = segment.depth == 0 ? 0 : at >>> (64 - segment.depth) << (64 - segment.depth);
      long[] slots = segment.slots;
      long last = -1;
      for (int i = segment.lowerBound(segment.tagOf(at)); i < slots.length; i++) {
        if (slots[i] == 0) {
          continue;
        }
        long tag = Segment.tag(slots[i]);
        if (left <= 0 && tag != last) {
          return begin + (tag << (40 - segment.depth)) >>> CURSOR_SHIFT;
        }
        visitor.visit(slots[i] & Segment.PLACE);
        last = tag;
        left--;
      }
      left--; // an empty segment is work as well
      at = segment.depth == 0 ? 0 : begin + (1L << (64 - segment.depth));
      if (at == 0 || left <= 0) {
        return at >>> CURSOR_SHIFT;
      }
    }
  }

  /** A place drawn evenly at random among all; {@link Keyspace#ABSENT} where there are none. */
  long random(Randomness randomness) {
    if (entries == 0) {
      return Keyspace.ABSENT;
    }
    while (true) {
      int at = randomness.nextInt(directory.length);
      int index = randomness.nextInt(widest);
      Segment segment = directory[at];
      boolean chosen = at % span(segment) == 0 && index < segment.slots.length;
      if (chosen && segment.slots[index] != 0) {
        return segment.slots[index] & Segment.PLACE;
      }
    }
  }

  private Segment segment(long hash) {
    return directory[depth == 0 ? 0 : (int) (hash >>> (64 - depth))];
  }

  /** How many entries of the directory lead to a segment. */
  private int span(Segment segment) {
    return 1 << (depth - segment.depth);
  }

  private long directoryBytes() {
    return 16 + 4L * directory.length;
  }

  private void grow(Segment segment, long hash) {
    if (segment.capacity < Segment.WIDEST) {
      recapacitate(segment, segment.wider());
    } else {
      split(segment, hash);
    }
  }

  private void recapacitate(Segment segment, int capacity) {
    long before = segment.bytes();
    segment.recapacitate(capacity);
    widest = depth == 0 ? segment.slots.length : Math.max(widest, segment.slots.length);
    ledger.add(segment.bytes() - before);
  }

  private void split(Segment segment, long hash) {
    if (segment.depth == depth) {
      Checks.that(depth < DEEPEST, "the directory has a place for each segment");
      Segment[] doubled = new Segment[2 * directory.length];
      for (int i = 0; i < doubled.length; i++) {
        doubled[i] = directory[i / 2];
      }
      ledger.add(4L * directory.length);
      directory = doubled;
      depth++;
    }
    int capacity = Segment.capacityFor(segment.count / 2);
    Segment low = new Segment(segment.depth + 1, capacity);
    Segment high = new Segment(segment.depth + 1, capacity);
    long bit = 1L << (63 - segment.depth);
    for (long slot : segment.slots) {
      if (slot != 0) {
        long place = slot & Segment.PLACE;
        long own = records.hash(place, hasher);
        Segment half = (own & bit) == 0 ? low : high;
        half.insert(half.tagOf(own), place);
      }
    }
    ledger.add(low.bytes() + high.bytes() - segment.bytes());
    segmentsOfDepth[segment.depth]--;
    segmentsOfDepth[low.depth] += 2;
    replace(hash & -bit << 1, low);
    replace(hash & -bit << 1 | bit, high);
  }

  /** Makes one of a segment and its neighbour, if both are small. */
  private boolean merge(Segment segment, long hash) {
    long bit = 1L << (64 - segment.depth);
    Segment other = segment(hash ^ bit);
    if (other.depth != segment.depth || other.count >= MERGE_BELOW) {
      return false;
    }
    boolean isLow = (hash & bit) == 0;
    Segment made = Segment.merged(isLow ? segment : other, isLow ? other : segment);
    ledger.add(made.bytes() - segment.bytes() - other.bytes());
    segmentsOfDepth[segment.depth] -= 2;
    segmentsOfDepth[made.depth]++;
    replace(hash, made);
    while (depth > 0 && segmentsOfDepth[depth] == 0) {
      halve();
    }
    return true;
  }

  private void halve() {
    Segment[] halved = new Segment[directory.length / 2];
    for (int i = 0; i < halved.length; i++) {
      halved[i] = directory[2 * i];
    }
    ledger.add(-4L * halved.length);
    directory = halved;
    depth--;
  }

  /** Leads all hashes that begin as this one, as far as the segment's depth, to the segment. */
  private void replace(long hash, Segment segment) {
    int span = span(segment);
    int first = depth == 0 ? 0 : (int) (hash >>> (64 - depth)) / span * span;
    Arrays.fill(directory, first, first + span, segment);
  }
}
