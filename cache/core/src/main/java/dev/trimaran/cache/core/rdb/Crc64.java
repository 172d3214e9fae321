package dev.trimaran.cache.core.rdb;

/**
 * The checksum of a payload: CRC-64 after Jones, polynomial {@code ad93d23594c935a9}, reflected,
 * from 0.
 */
final class Crc64 {

  private static final long REFLECTED_POLYNOMIAL = 0x95AC9329AC4BC9B5L;
  private static final long[] TABLE = table();

  private Crc64() {}

  private static long[] table() {
    long[] table = new long[256];
    for (int i = 0; i < table.length; i++) {
      long rest = i;
      for (int bit = 0; bit < 8; bit++) {
        rest = (rest >>> 1) ^ ((rest & 1) * REFLECTED_POLYNOMIAL);
      }
      table[i] = rest;
    }
    return table;
  }

  static long of(byte[] array, int offset, int length) {
    long sum = 0;
    for (int i = offset; i < offset + length; i++) {
      sum = TABLE[(int) (sum ^ array[i]) & 0xFF] ^ (sum >>> 8);
    }
    return sum;
  }
}
