package dev.trimaran.cache.core.bitmap;

import dev.trimaran.cache.core.model.Raw;

/** Counting and finding bits in an array, a word at a time. Bit 0 is the first byte's highest. */
final class Bits {

  private Bits() {}

  /** How many of the bits {@code from} to {@code to}, both included, are set. */
  static long count(byte[] array, int offset, long from, long to) {
    int first = offset + (int) (from >>> 3);
    int last = offset + (int) (to >>> 3);
    int head = 0xFF >>> (from & 7);
    int tail = 0xFF << (7 - (to & 7)) & 0xFF;
    if (first == last) {
      return Integer.bitCount(array[first] & head & tail);
    }
    long count = Integer.bitCount(array[first] & head) + Integer.bitCount(array[last] & tail);
    int at = first + 1;
    for (; last - at >= Long.BYTES; at += Long.BYTES) {
      count += Long.bitCount(Raw.getLong(array, at));
    }
    for (; at < last; at++) {
      count += Integer.bitCount(array[at] & 0xFF);
    }
    return count;
  }

  /** The first of the bits {@code from} to {@code to}, both included, that is as asked, or -1. */
  static long find(byte[] array, int offset, long from, long to, boolean set) {
    int other = set ? 0 : 0xFF;
    int first = (int) (from >>> 3);
    int last = (int) (to >>> 3);
    long word = set ? 0 : -1;
    for (int at = first; at <= last; ) {
      if (at > first && last - at > Long.BYTES && Raw.getLong(array, offset + at) == word) {
        at += Long.BYTES;
        continue;
      }
      int wanted = (array[offset + at] ^ other) & 0xFF;
      if (at == first) {
        wanted &= 0xFF >>> (from & 7);
      }
      if (wanted != 0) {
        long found = ((long) at << 3) + Integer.numberOfLeadingZeros(wanted) - 24;
        return found <= to ? found : -1;
      }
      at++;
    }
    return -1;
  }

  /** {@code width} bits from {@code from} on as an unsigned number; beyond the end all are 0. */
  static long read(byte[] array, int offset, int length, long from, int width) {
    long value = 0;
    long at = from;
    for (int left = width; left > 0; ) {
      int within = (int) (at & 7);
      int taken = Math.min(left, 8 - within);
      long index = at >>> 3;
      int octet = index < length ? array[offset + (int) index] & 0xFF : 0;
      value = value << taken | octet >>> (8 - within - taken) & (1 << taken) - 1;
      at += taken;
      left -= taken;
    }
    return value;
  }

  /** The reverse of {@link #read}; all bits lie within the array. */
  static void write(byte[] array, int offset, long from, int width, long value) {
    long at = from;
    for (int left = width; left > 0; ) {
      int within = (int) (at & 7);
      int taken = Math.min(left, 8 - within);
      int shift = 8 - within - taken;
      int mask = (1 << taken) - 1 << shift;
      int index = offset + (int) (at >>> 3);
      int bits = (int) (value >>> (left - taken)) << shift & mask;
      array[index] = (byte) (array[index] & ~mask | bits);
      at += taken;
      left -= taken;
    }
  }
}
