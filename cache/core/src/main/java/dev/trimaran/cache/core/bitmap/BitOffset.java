package dev.trimaran.cache.core.bitmap;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.core.model.Refused;
import dev.trimaran.cache.core.packed.Limits;
import dev.trimaran.cache.core.text.Numbers;

/** The number of a bit as an argument. */
final class BitOffset {

  private static final Refused OUT_OF_RANGE =
      new Refused("ERR bit offset is not an integer or out of range");

  private BitOffset() {}

  /** A bit within the longest string there may be. */
  static long of(Call call, int index, Limits limits) {
    Arguments all = call.arguments();
    return checked(all.array(), all.offset(index), all.length(index), 1, limits);
  }

  /** As the other; {@code #n} is the n-th integer of so many bits. */
  static long of(Call call, int index, int width, Limits limits) {
    Arguments all = call.arguments();
    int offset = all.offset(index);
    int length = all.length(index);
    boolean scaled = length > 0 && all.array()[offset] == '#';
    return scaled
        ? checked(all.array(), offset + 1, length - 1, width, limits)
        : checked(all.array(), offset, length, 1, limits);
  }

  private static long checked(byte[] array, int offset, int length, int width, Limits limits) {
    if (!Numbers.isInteger(array, offset, length)) {
      throw OUT_OF_RANGE;
    }
    long number = Numbers.parse(array, offset, length);
    if (number < 0 || number > limits.stringBytes() * 8 / width) {
      throw OUT_OF_RANGE;
    }
    long bit = number * width;
    if (bit >>> 3 >= limits.stringBytes()) {
      throw OUT_OF_RANGE;
    }
    return bit;
  }
}
