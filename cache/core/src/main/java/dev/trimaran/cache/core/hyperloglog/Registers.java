package dev.trimaran.cache.core.hyperloglog;

/** Registers of 6 bits one after another, the lowest bit first. */
final class Registers {

  /** How many a HyperLogLog has. */
  static final int COUNT = 1 << 14;

  static final int BITS = 6;
  static final int BYTES = COUNT * BITS / Byte.SIZE;
  private static final int MASK = (1 << BITS) - 1;

  private Registers() {}

  /** The register that an element belongs to, by its hash. */
  static int index(long hash) {
    return (int) hash & COUNT - 1;
  }

  /** What an element makes of its register at least: the place of the first 1 in the other bits. */
  static int rank(long hash) {
    return Long.numberOfTrailingZeros(hash >>> 14 | 1L << 50) + 1;
  }

  static int get(byte[] array, int offset, int index) {
    int bit = index * BITS;
    int at = offset + (bit >>> 3);
    int shift = bit & 7;
    int low = (array[at] & 0xFF) >>> shift;
    return (shift <= 2 ? low : low | (array[at + 1] & 0xFF) << (Byte.SIZE - shift)) & MASK;
  }

  static void set(byte[] array, int offset, int index, int value) {
    int bit = index * BITS;
    int at = offset + (bit >>> 3);
    int shift = bit & 7;
    array[at] = (byte) (array[at] & ~(MASK << shift) | value << shift);
    if (shift > 2) {
      int rest = Byte.SIZE - shift;
      array[at + 1] = (byte) (array[at + 1] & ~(MASK >>> rest) | value >>> rest);
    }
  }
}
