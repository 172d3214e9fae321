package dev.trimaran.cache.core.store;

import dev.trimaran.base.port.Randomness;
import dev.trimaran.cache.core.model.Raw;

/**
 * A 64-bit hash of keys, of the family that multiplies to 128 bits and folds them (wyhash, xxh3):
 * each pair of words is blinded with secrets before they are multiplied, so that who does not know
 * the secrets cannot choose keys that meet in one segment of the index.
 */
final class Hasher {

  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final long seed;
  private final long left;
  private final long right;

  Hasher(Randomness randomness) {
    seed = randomness.nextLong();
    left = randomness.nextLong() | 1;
    right = randomness.nextLong() | 1;
  }

  long hash(byte[] array, int offset, int length) {
    long state = seed;
    int at = offset;
    int rest = length;
    while (rest > 16) {
      state = fold(Raw.getLong(array, at) ^ left, Raw.getLong(array, at + 8) ^ state);
      at += 16;
      rest -= 16;
    }
    long one;
    long other;
    int end = at + rest;
    if (rest >= 8) {
      one = Raw.getLong(array, at);
      other = Raw.getLong(array, end - 8);
    } else if (rest >= 4) {
      one = Raw.getInt(array, at) & 0xFFFF_FFFFL;
      other = Raw.getInt(array, end - 4) & 0xFFFF_FFFFL;
    } else if (rest > 0) {
      one = (array[at] & 0xFF) | (array[at + rest / 2] & 0xFF) << 8 | (array[end - 1] & 0xFF) << 16;
      other = 0;
    } else {
      one = 0;
      other = 0;
    }
    return fold(fold(one ^ left, other ^ state) ^ SPREAD, right ^ length);
  }

  private static long fold(long one, long other) {
    return one * other ^ Math.unsignedMultiplyHigh(one, other);
  }
}
