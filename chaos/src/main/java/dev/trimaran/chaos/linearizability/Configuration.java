package dev.trimaran.chaos.linearizability;

import java.util.Arrays;

/**
 * Where a search stands: which operations are linearized, and the state they gave. Two
 * configurations that are equal have the same future.
 *
 * @param base every closed operation before this index is linearized
 * @param closed bit i: the closed operation {@code base + i} is linearized; no trailing zero words
 * @param open bit i: the open operation i is linearized; no trailing zero words
 */
record Configuration<S>(int base, long[] closed, long[] open, S state) {

  private static final long[] NONE = {};

  static <S> Configuration<S> first(S state) {
    return new Configuration<>(0, NONE, NONE, state);
  }

  boolean hasClosed(int index) {
    return index < base || has(closed, index - base);
  }

  boolean hasOpen(int index) {
    return has(open, index);
  }

  /** With one more closed operation. */
  Configuration<S> withClosed(int index, S newState) {
    long[] bits = with(closed, index - base);
    int shift = 0;
    while (has(bits, shift)) {
      shift++;
    }
    return new Configuration<>(base + shift, shifted(bits, shift), open, newState);
  }

  /** With one more open operation. */
  Configuration<S> withOpen(int index, S newState) {
    return new Configuration<>(base, closed, with(open, index), newState);
  }

  private static boolean has(long[] bits, int index) {
    return index >> 6 < bits.length && (bits[index >> 6] >>> index & 1) != 0;
  }

  private static long[] with(long[] bits, int index) {
    long[] copy = Arrays.copyOf(bits, Math.max(bits.length, (index >> 6) + 1));
    copy[index >> 6] |= 1L << index;
    return copy;
  }

  private static long[] shifted(long[] bits, int by) {
    if (by == 0) {
      return bits;
    }
    int words = by >> 6;
    int rest = by & 63;
    long[] result = new long[Math.max(0, bits.length - words)];
    for (int i = 0; i < result.length; i++) {
      result[i] = bits[i + words] >>> rest;
      if (rest != 0 && i + words + 1 < bits.length) {
        result[i] |= bits[i + words + 1] << (64 - rest);
      }
    }
    int length = result.length;
    while (length > 0 && result[length - 1] == 0) {
      length--;
    }
    return length == result.length ? result : Arrays.copyOf(result, length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Configuration<?>(int b, long[] c, long[] o, Object s)
        && base == b
        && Arrays.equals(closed, c)
        && Arrays.equals(open, o)
        && state.equals(s);
  }

  @Override
  public int hashCode() {
    int hash = base * 31 + Arrays.hashCode(closed);
    return (hash * 31 + Arrays.hashCode(open)) * 31 + state.hashCode();
  }
}
