package dev.trimaran.cache.core.rdb;

/**
 * Decompression of LZF, in which Redis keeps strings: a byte below 32 is followed by that many
 * literal bytes and one more; any other holds the upper bits of a distance back, and a length.
 */
final class Lzf {

  private static final int LITERALS = 1 << 5;
  private static final int LONG_LENGTH = 7;

  private Lzf() {}

  static byte[] decompress(byte[] array, int offset, int length, int size) {
    byte[] out = new byte[size];
    int end = offset + length;
    int from = offset;
    int to = 0;
    while (from < end) {
      int head = array[from++] & 0xFF;
      if (head < LITERALS) {
        int literals = head + 1;
        check(from + literals <= end && to + literals <= size);
        System.arraycopy(array, from, out, to, literals);
        from += literals;
        to += literals;
        continue;
      }
      int run = head >> 5;
      check(from < end);
      if (run == LONG_LENGTH) {
        run += array[from++] & 0xFF;
        check(from < end);
      }
      int back = to - ((head & (LITERALS - 1)) << 8) - (array[from++] & 0xFF) - 1;
      run += 2;
      check(back >= 0 && to + run <= size);
      for (int i = 0; i < run; i++) { // byte by byte: what is copied may overlap what is written
        out[to++] = out[back++];
      }
    }
    check(to == size);
    return out;
  }

  private static void check(boolean holds) {
    if (!holds) {
      throw new BadPayload("compressed string");
    }
  }
}
