package dev.trimaran.cache.core.bitmap;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.core.model.Refused;
import dev.trimaran.cache.core.text.Numbers;

/**
 * An integer within a string: {@code i1} to {@code i64}, or {@code u1} to {@code u63}.
 *
 * @param signed whether its highest bit is a sign
 * @param width in bits
 */
record IntegerType(boolean signed, int width) {

  private static final Refused INVALID =
      new Refused(
          "ERR Invalid bitfield type. Use something like i16 u8. Note that u64 is not supported but"
              + " i64 is.");

  static IntegerType of(Call call, int index) {
    Arguments all = call.arguments();
    byte[] array = all.array();
    int offset = all.offset(index);
    int length = all.length(index);
    boolean signed = length > 0 && array[offset] == 'i';
    boolean unsigned = length > 0 && array[offset] == 'u';
    if ((!signed && !unsigned) || !Numbers.isInteger(array, offset + 1, length - 1)) {
      throw INVALID;
    }
    long width = Numbers.parse(array, offset + 1, length - 1);
    if (width < 1 || width > (signed ? Long.SIZE : Long.SIZE - 1)) {
      throw INVALID;
    }
    return new IntegerType(signed, (int) width);
  }

  long lowest() {
    return signed ? -1L << (width - 1) : 0;
  }

  long highest() {
    return signed ? ~lowest() : (1L << width) - 1;
  }

  /** The number that these bits are; higher ones don't count. */
  long wrap(long bits) {
    int spare = Long.SIZE - width;
    return signed ? bits << spare >> spare : bits & highest();
  }
}
