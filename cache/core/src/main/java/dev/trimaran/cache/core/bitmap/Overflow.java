package dev.trimaran.cache.core.bitmap;

import dev.trimaran.cache.core.model.Word;

/** What becomes of a result that its type has no room for. */
enum Overflow {
  /** Its lowest bits stay. */
  WRAP,
  /** The nearest number there is. */
  SAT,
  /** Nothing is written. */
  FAIL;

  final Word word = Word.of(name());

  /** 1 where {@code value + by} is above the type's numbers, -1 below, 0 within. */
  static int of(IntegerType type, long value, long by) {
    if (!type.signed() && value < 0) {
      return 1; // what was to be set, read as a number without sign
    }
    long low = type.lowest();
    long high = type.highest();
    if (value > high) {
      return 1;
    }
    if (value < low) {
      return -1;
    }
    boolean whole = type.width() == Long.SIZE;
    if (by > 0 && !(whole && value < 0) && by > high - value) {
      return 1;
    }
    if (by < 0 && !(whole && value >= 0) && by < low - value) {
      return -1;
    }
    return 0;
  }
}
