package dev.trimaran.cache.core.hyperloglog;

/**
 * The runs of equal registers in a sparse HyperLogLog. One run is read at a time; what follows of a
 * run whose second byte is missing counts as 0.
 */
final class Runs {

  static final int LONGEST_ZERO = 64;
  static final int LONGEST_VALUE = 4;
  static final int HIGHEST_VALUE = 32;

  private Runs() {}

  static boolean isValue(byte first) {
    return first < 0;
  }

  static boolean isLong(byte first) {
    return (first & 0xC0) == 0x40;
  }

  /** Bytes of the run that begins so. */
  static int bytes(byte first) {
    return isLong(first) ? 2 : 1;
  }

  /** The registers of the run at {@code at}, of which nothing lies at {@code end} or behind. */
  static int length(byte[] array, int at, int end) {
    int first = array[at];
    if (isValue(array[at])) {
      return (first & 3) + 1;
    }
    if (!isLong(array[at])) {
      return (first & 0x3F) + 1;
    }
    return ((first & 0x3F) << 8 | (at + 1 < end ? array[at + 1] & 0xFF : 0)) + 1;
  }

  /** The value of the registers of a run. */
  static int value(byte first) {
    return isValue(first) ? (first >>> 2 & 0x1F) + 1 : 0;
  }

  /** Writes a run of values; answers where it ends. */
  static int putValue(byte[] array, int at, int value, int length) {
    array[at] = (byte) (0x80 | value - 1 << 2 | length - 1);
    return at + 1;
  }

  /** Writes a run of zeros; answers where it ends. */
  static int putZeros(byte[] array, int at, int length) {
    if (length <= LONGEST_ZERO) {
      array[at] = (byte) (length - 1);
      return at + 1;
    }
    array[at] = (byte) (0x40 | length - 1 >>> 8);
    array[at + 1] = (byte) (length - 1);
    return at + 2;
  }
}
