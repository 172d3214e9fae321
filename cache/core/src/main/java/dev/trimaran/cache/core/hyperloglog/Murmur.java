package dev.trimaran.cache.core.hyperloglog;

import dev.trimaran.cache.core.model.Raw;

/** MurmurHash64A (Appleby), with the seed that Redis uses for its HyperLogLogs. */
final class Murmur {

  private static final long SEED = 0xadc83b19L;
  private static final long FACTOR = 0xc6a4a7935bd1e995L;
  private static final int SHIFT = 47;

  private Murmur() {}

  static long hash(byte[] array, int offset, int length) {
    long hash = SEED ^ (length * FACTOR);
    int at = offset;
    int end = offset + length;
    for (; end - at >= Long.BYTES; at += Long.BYTES) {
      long word = Raw.getLong(array, at) * FACTOR;
      word = (word ^ (word >>> SHIFT)) * FACTOR;
      hash = (hash ^ word) * FACTOR;
    }
    if (at < end) {
      for (int shift = 0; at < end; at++, shift += Byte.SIZE) {
        hash ^= (array[at] & 0xFFL) << shift;
      }
      hash *= FACTOR;
    }
    hash = (hash ^ (hash >>> SHIFT)) * FACTOR;
    return hash ^ (hash >>> SHIFT);
  }
}
