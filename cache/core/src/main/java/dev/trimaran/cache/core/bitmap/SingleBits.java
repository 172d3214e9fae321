package dev.trimaran.cache.core.bitmap;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.keyspace.Access;
import dev.trimaran.cache.core.keyspace.Keyspace;
import dev.trimaran.cache.core.model.KeyEvent;
import dev.trimaran.cache.core.model.Refused;
import dev.trimaran.cache.core.model.ValueType;
import dev.trimaran.cache.core.packed.Limits;

/** One bit of a string. */
final class SingleBits {

  private static final Refused NO_BIT = new Refused("ERR bit is not an integer or out of range");

  private final Limits limits;
  private final BitString string = new BitString();

  SingleBits(Limits limits) {
    this.limits = limits;
  }

  void get(Call call) {
    long bit = BitOffset.of(call, 2, limits);
    long place = call.find(1, Access.READ, ValueType.STRING);
    Keyspace keys = call.keys();
    call.reply()
        .integer(
            place == Keyspace.ABSENT
                ? 0
                : Bits.read(keys.array(place), keys.offset(place), keys.length(place), bit, 1));
  }

  void set(Call call) {
    long bit = BitOffset.of(call, 2, limits);
    long value = call.integer(3, NO_BIT);
    if (value != 0 && value != 1) {
      throw NO_BIT;
    }
    long place = string.holding(call, bit);
    Keyspace keys = call.keys();
    byte[] array = keys.array(place);
    int offset = keys.offset(place);
    long before = Bits.read(array, offset, keys.length(place), bit, 1);
    if (string.grown() || before != value) {
      Bits.write(array, offset, bit, 1, value);
      keys.touch(place);
      call.changed(KeyEvent.STRING, "setbit", 1);
    }
    call.reply().integer(before);
  }
}
