package dev.trimaran.cache.core.bitmap;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.model.Refusals;
import dev.trimaran.cache.core.model.Word;

/**
 * The bits between two ends that were given as numbers of bytes or of bits, negative ones from the
 * end of the string.
 *
 * @param from the first bit
 * @param to the last bit; below {@code from} where there is none
 */
record BitRange(long from, long to) {

  private static final Word BIT = Word.of("BIT");
  private static final Word BYTE = Word.of("BYTE");

  /** Whether the unit at argument {@code index} is bits. */
  static boolean inBits(Call call, int index) {
    boolean bits = call.arguments().is(index, BIT);
    if (!bits && !call.arguments().is(index, BYTE)) {
      throw Refusals.SYNTAX;
    }
    return bits;
  }

  boolean isEmpty() {
    return from > to;
  }

  /** The bits of a string of {@code bytes} between two ends. */
  static BitRange of(long start, long end, boolean bits, int bytes) {
    long total = bits ? bytes * 8L : bytes;
    long first = Math.max(0, start < 0 ? total + start : start);
    long last = Math.min(total - 1, Math.max(0, end < 0 ? total + end : end));
    if (first > last) {
      return new BitRange(1, 0);
    }
    return bits ? new BitRange(first, last) : new BitRange(first * 8, last * 8 + 7);
  }
}
