package dev.trimaran.cache.core.string;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.keyspace.Access;
import dev.trimaran.cache.core.keyspace.Keyspace;
import dev.trimaran.cache.core.keyspace.Value;
import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.core.model.KeyEvent;
import dev.trimaran.cache.core.model.Refusals;
import dev.trimaran.cache.core.model.Refused;
import dev.trimaran.cache.core.model.ValueType;
import dev.trimaran.cache.core.text.Numbers;

/** Strings that are integers of 64 bits, counted up and down. */
final class Counters {

  private static final Refused DECREMENT_OVERFLOW = new Refused("ERR decrement would overflow");

  private final byte[] digits = new byte[Numbers.MAX_DIGITS];
  private final Value value = new Value();

  void increment(Call call) {
    add(call, 1);
  }

  void decrement(Call call) {
    add(call, -1);
  }

  void incrementBy(Call call) {
    add(call, call.integer(2));
  }

  void decrementBy(Call call) {
    long by = call.integer(2);
    if (by == Long.MIN_VALUE) {
      throw DECREMENT_OVERFLOW;
    }
    add(call, -by);
  }

  private void add(Call call, long by) {
    Keyspace keys = call.keys();
    long place = call.find(1, Access.WRITE, ValueType.STRING);
    long before = 0;
    long deadline = Keyspace.NO_DEADLINE;
    if (place != Keyspace.ABSENT) {
      byte[] array = keys.array(place);
      int offset = keys.offset(place);
      int length = keys.length(place);
      if (!Numbers.isInteger(array, offset, length)) {
        throw Refusals.NOT_AN_INTEGER;
      }
      before = Numbers.parse(array, offset, length);
      deadline = keys.deadline(place);
    }
    long after = before + by;
    if (((before ^ after) & (by ^ after)) < 0) {
      throw Refusals.OVERFLOW;
    }
    int length = Numbers.write(after, digits, 0);
    if (place != Keyspace.ABSENT && keys.length(place) == length && !keys.edited(place)) {
      System.arraycopy(digits, 0, keys.array(place), keys.offset(place), length);
      keys.touch(place);
    } else {
      Arguments all = call.arguments();
      keys.set(all.array(), all.offset(1), all.length(1), value.of(digits, 0, length), deadline);
    }
    call.changed(KeyEvent.STRING, "incrby", 1);
    call.reply().integer(after);
  }
}
