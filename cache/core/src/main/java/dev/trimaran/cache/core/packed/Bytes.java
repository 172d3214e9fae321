package dev.trimaran.cache.core.packed;

import java.util.Arrays;

/** Comparing, hashing and counting bytes. */
public final class Bytes {

  /** What an object costs besides its fields, about: header, references, padding. */
  public static final int OBJECT = 16;

  /** What an array costs besides its elements. */
  public static final int ARRAY = 16;

  private Bytes() {}

  static boolean same(byte[] array, int offset, int length, View other) {
    return length == other.length()
        && Arrays.equals(
            array, offset, offset + length, other.array(), other.offset(), other.offset() + length);
  }

  /** The order of {@code memcmp}, the shorter of two first where one begins with the other. */
  public static int compare(View one, View other) {
    return Arrays.compareUnsigned(
        one.array(),
        one.offset(),
        one.offset() + one.length(),
        other.array(),
        other.offset(),
        other.offset() + other.length());
  }

  /**
   * 32 well mixed bits of some bytes. Whoever does not know the seed can't choose bytes that
   * collide.
   */
  static int hash(byte[] array, int offset, int length, long seed) {
    long state = seed ^ (length * 0x9E3779B97F4A7C15L);
    int at = offset;
    int end = offset + length;
    for (; end - at >= 8; at += 8) {
      state = mix(state ^ word(array, at));
    }
    long tail = 0;
    for (; at < end; at++) {
      tail = tail << 8 | (array[at] & 0xFF);
    }
    state = mix(state ^ tail);
    return (int) (state ^ (state >>> 32));
  }

  private static long word(byte[] array, int at) {
    return (array[at] & 0xFFL)
        | (array[at + 1] & 0xFFL) << 8
        | (array[at + 2] & 0xFFL) << 16
        | (array[at + 3] & 0xFFL) << 24
        | (array[at + 4] & 0xFFL) << 32
        | (array[at + 5] & 0xFFL) << 40
        | (array[at + 6] & 0xFFL) << 48
        | (array[at + 7] & 0xFFL) << 56;
  }

  /** The finalizer of SplitMix64: a bijection that changes half of the bits for each bit. */
  private static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  // Lengths: seven bits a byte, the lowest first, the highest bit for more.

  static int lengthSize(int value) {
    return value < 1 << 7 ? 1 : value < 1 << 14 ? 2 : value < 1 << 21 ? 3 : value < 1 << 28 ? 4 : 5;
  }

  /** Writes a length; answers where it ends. */
  static int writeLength(byte[] array, int at, int value) {
    int rest = value;
    int to = at;
    while ((rest & ~0x7F) != 0) {
      array[to++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    array[to++] = (byte) rest;
    return to;
  }

  static int readLength(byte[] array, int at) {
    int first = array[at];
    if (first >= 0) {
      return first;
    }
    int value = first & 0x7F;
    int from = at;
    for (int shift = 7; ; shift += 7) {
      int next = array[++from];
      value |= (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }
}
