package dev.trimaran.cache.core.bitmap;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.keyspace.Access;
import dev.trimaran.cache.core.keyspace.Keyspace;
import dev.trimaran.cache.core.keyspace.Value;
import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.core.model.ValueType;

/**
 * The string of a key, long enough for a bit that is about to be written: made where there is none,
 * and filled up with zeros. It is changed in place.
 */
final class BitString {

  private static final byte[] EMPTY = new byte[0];

  private final Value none = new Value().edited(EMPTY, 0, 0);
  private boolean grown;

  /** Answers the place of the string of key argument 1, which has this bit then. */
  long holding(Call call, long bit) {
    Keyspace keys = call.keys();
    long place = call.find(1, Access.WRITE, ValueType.STRING);
    int wanted = (int) (bit >>> 3) + 1;
    grown = place == Keyspace.ABSENT || keys.length(place) < wanted;
    if (place == Keyspace.ABSENT) {
      Arguments all = call.arguments();
      place = keys.set(all.array(), all.offset(1), all.length(1), none, Keyspace.NO_DEADLINE);
    }
    if (grown) {
      return keys.resize(place, wanted);
    }
    keys.edit(place);
    return place;
  }

  /** Whether it was made or became longer. */
  boolean grown() {
    return grown;
  }
}
