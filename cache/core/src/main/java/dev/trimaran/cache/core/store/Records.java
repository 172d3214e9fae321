package dev.trimaran.cache.core.store;

import dev.trimaran.cache.core.model.Raw;
import java.util.Arrays;

/**
 * The fields of the records of a database, by place.
 *
 * <pre>
 *   0        8                16                             24
 *   | version | deadline, flags | value, key, slack, use | key ... | value ... | slack |
 *     64 bits   56        8       12     12   8      32
 * </pre>
 *
 * The value of a record whose flags say so is a handle of four bytes to what lies outside. The
 * slack is room behind the value in which it may grow.
 */
final class Records {

  static final int HEADER = 24;

  /** The longest key and the longest string that lie in a record. */
  static final int LONGEST_KEY = 1024;

  static final int LONGEST_VALUE = 4095;
  static final int MOST_SLACK = 255;

  /** Flags: what the record is; none of these means that it is dead. */
  static final int INLINE = 1;

  static final int STRING_OUTSIDE = 2;
  static final int DATUM = 3;
  static final int KIND = 3;

  /** Flags: a string made by editing; a key deleted; a key that lies outside. */
  static final int EDITED = 4;

  static final int TOMBSTONE = 8;
  static final int KEY_OUTSIDE = 16;

  private static final long LATEST = (1L << 55) - 1;

  private final Slabs slabs;
  private final Outsides outsides;

  Records(Slabs slabs, Outsides outsides) {
    this.slabs = slabs;
    this.outsides = outsides;
  }

  byte[] array(long place) {
    return slabs.arrays[(int) (place >>> Slabs.OFFSET_BITS)];
  }

  static int offset(long place) {
    return (int) place & Slabs.OFFSET;
  }

  static long place(Slab slab, int offset) {
    return (long) slab.number << Slabs.OFFSET_BITS | offset;
  }

  long version(long place) {
    return Raw.getLong(array(place), offset(place));
  }

  void version(long place, long version) {
    Raw.putLong(array(place), offset(place), version);
  }

  /** Deadline and flags, see {@link #metaOf}. */
  long meta(long place) {
    return Raw.getLong(array(place), offset(place) + 8);
  }

  void meta(long place, long meta) {
    Raw.putLong(array(place), offset(place) + 8, meta);
  }

  /** Deadline and flags in one; -1 is no deadline, later than the year 1,000,000 is then. */
  static long metaOf(long deadlineMs, int flags) {
    return Math.clamp(deadlineMs, -1, LATEST) << 8 | flags;
  }

  static long deadline(long meta) {
    return meta >> 8;
  }

  static boolean has(long meta, int flag) {
    return (meta & flag) != 0;
  }

  static int kind(long meta) {
    return (int) meta & KIND;
  }

  /** Use and lengths in one word. */
  long shape(long place) {
    return Raw.getLong(array(place), offset(place) + 16);
  }

  void shape(long place, long shape) {
    Raw.putLong(array(place), offset(place) + 16, shape);
  }

  static long shape(int use, int slack, int key, int value) {
    return (use & 0xFFFF_FFFFL) | (long) slack << 32 | (long) key << 40 | (long) value << 52;
  }

  static int use(long shape) {
    return (int) shape;
  }

  static long withUse(long shape, int use) {
    return shape & ~0xFFFF_FFFFL | (use & 0xFFFF_FFFFL);
  }

  static int slack(long shape) {
    return (int) (shape >>> 32) & 0xFF;
  }

  static int keyPart(long shape) {
    return (int) (shape >>> 40) & 0xFFF;
  }

  static int valuePart(long shape) {
    return (int) (shape >>> 52);
  }

  /** Bytes of the record that has this shape. */
  static int size(long shape) {
    return HEADER + keyPart(shape) + valuePart(shape) + slack(shape);
  }

  /** The offset of the value in the record's array. */
  int valueOffset(long place) {
    return offset(place) + HEADER + keyPart(shape(place));
  }

  /** Whether its value lies in the record. */
  boolean isInline(long place) {
    return kind(meta(place)) == INLINE;
  }

  int handle(long place) {
    return Raw.getInt(array(place), valueOffset(place));
  }

  Outside outside(long place) {
    return outsides.get(handle(place));
  }

  byte[] keyArray(long place) {
    if (has(meta(place), KEY_OUTSIDE)) {
      byte[] key = outside(place).key;
      return key == null ? new byte[0] : key;
    }
    return array(place);
  }

  int keyOffset(long place) {
    return has(meta(place), KEY_OUTSIDE) ? 0 : offset(place) + HEADER;
  }

  int keyLength(long place) {
    return has(meta(place), KEY_OUTSIDE) ? keyArray(place).length : keyPart(shape(place));
  }

  boolean hasKey(long place, byte[] key, int offset, int length) {
    byte[] array = array(place);
    int at = offset(place);
    long shape = Raw.getLong(array, at + 16);
    if (length > LONGEST_KEY || length == 0) {
      return hasOddKey(place, key, offset, length);
    }
    int begin = at + HEADER;
    return keyPart(shape) == length && Raw.same(array, begin, key, offset, length);
  }

  /** A long key, or none: the record has no byte of it. */
  private boolean hasOddKey(long place, byte[] key, int offset, int length) {
    if (keyLength(place) != length) {
      return false;
    }
    byte[] own = keyArray(place);
    int begin = keyOffset(place);
    return Arrays.equals(own, begin, begin + length, key, offset, offset + length);
  }

  long hash(long place, Hasher hasher) {
    return hasher.hash(keyArray(place), keyOffset(place), keyLength(place));
  }
}
