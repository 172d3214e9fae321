package dev.trimaran.cache.core.hash;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.keyspace.Access;
import dev.trimaran.cache.core.keyspace.Keyspace;
import dev.trimaran.cache.core.model.KeyEvent;
import dev.trimaran.cache.core.model.ValueType;
import dev.trimaran.cache.core.packed.View;

/**
 * Finding and storing hashes. Fields whose deadline has passed are removed before anything else is
 * done with a hash, so that no command meets them.
 */
final class Hashes {

  private final FieldExpiry expiry;
  private final View key = new View();

  Hashes(FieldExpiry expiry) {
    this.expiry = expiry;
  }

  /** The place of the hash of argument 1, or {@link Keyspace#ABSENT}. */
  long find(Call call, Access access) {
    long place = call.find(1, access, ValueType.HASH);
    if (place == Keyspace.ABSENT) {
      return place;
    }
    HashDatum hash = at(call, place);
    if (!hash.hasDeadlines()) {
      return place;
    }
    if (hash.nextDeadline() <= call.now()) {
      expiry.removeExpired(call.databases(), call.effects(), call.keys(), place);
      place = call.find(1, Access.PEEK);
    }
    if (place != Keyspace.ABSENT && hash.hasDeadlines()) {
      note(call, hash);
    }
    return place;
  }

  /** The next deadline of a hash is known to those who wait for it. */
  void note(Call call, HashDatum hash) {
    expiry.note(call.keys(), key.of(call.arguments(), 1), hash.nextDeadline());
  }

  static HashDatum at(Call call, long place) {
    return (HashDatum) call.keys().datum(place);
  }

  /** The hash at a place, or a new one that {@link #store} is to put there. */
  static HashDatum atOrNew(Call call, long place) {
    return place == Keyspace.ABSENT ? new HashDatum(call.randomness().nextLong()) : at(call, place);
  }

  /** Stores a hash that was changed, and tells of it. */
  static void store(Call call, long place, HashDatum hash, String event) {
    if (place == Keyspace.ABSENT) {
      call.put(1, hash, Keyspace.NO_DEADLINE);
    } else {
      call.keys().touch(place);
    }
    call.changed(KeyEvent.HASH, event, 1);
  }
}
