package dev.trimaran.cache.core.bitmap;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.keyspace.Access;
import dev.trimaran.cache.core.keyspace.Keyspace;
import dev.trimaran.cache.core.model.Refusals;
import dev.trimaran.cache.core.model.Refused;
import dev.trimaran.cache.core.model.ValueType;

/** Bits that are set or clear, counted and found. */
final class BitSearch {

  private static final Refused NO_BIT = new Refused("ERR The bit argument must be 1 or 0.");

  void count(Call call) {
    long place = call.find(1, Access.READ, ValueType.STRING);
    if (place == Keyspace.ABSENT) {
      call.reply().integer(0);
      return;
    }
    int arguments = call.count();
    if (arguments == 3 || arguments > 5) {
      throw Refusals.SYNTAX;
    }
    long start = arguments == 2 ? 0 : call.integer(2);
    long end = arguments == 2 ? -1 : call.integer(3);
    if (start < 0 && end < 0 && start > end) {
      call.reply().integer(0);
      return;
    }
    boolean bits = arguments == 5 && BitRange.inBits(call, 4);
    Keyspace keys = call.keys();
    BitRange range = BitRange.of(start, end, bits, keys.length(place));
    call.reply()
        .integer(
            range.isEmpty()
                ? 0
                : Bits.count(keys.array(place), keys.offset(place), range.from(), range.to()));
  }

  /**
   * Where no bit is clear and no end was given, the first one behind the string is: to a client it
   * goes on in zeros for ever.
   */
  void find(Call call) {
    long bit = call.integer(2);
    if (bit != 0 && bit != 1) {
      throw NO_BIT;
    }
    long place = call.find(1, Access.READ, ValueType.STRING);
    if (place == Keyspace.ABSENT) {
      call.reply().integer(-bit);
      return;
    }
    int arguments = call.count();
    if (arguments > 6) {
      throw Refusals.SYNTAX;
    }
    long start = arguments == 3 ? 0 : call.integer(3);
    boolean bits = arguments == 6 && BitRange.inBits(call, 5);
    long end = arguments < 5 ? -1 : call.integer(4);
    Keyspace keys = call.keys();
    BitRange range = BitRange.of(start, end, bits, keys.length(place));
    long found = -1;
    if (!range.isEmpty()) {
      found = Bits.find(keys.array(place), keys.offset(place), range.from(), range.to(), bit == 1);
      if (found < 0 && bit == 0 && arguments < 5) {
        found = range.to() + 1;
      }
    }
    call.reply().integer(found);
  }
}
