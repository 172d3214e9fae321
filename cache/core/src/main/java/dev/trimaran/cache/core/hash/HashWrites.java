package dev.trimaran.cache.core.hash;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.keyspace.Access;
import dev.trimaran.cache.core.keyspace.Keyspace;
import dev.trimaran.cache.core.model.KeyEvent;
import dev.trimaran.cache.core.model.Refusals;
import dev.trimaran.cache.core.model.ValueType;
import dev.trimaran.cache.core.packed.Limits;
import dev.trimaran.cache.core.packed.View;

/** The commands that set and remove fields. */
final class HashWrites {

  private final Limits limits;
  private final View field = new View();
  private final View value = new View();

  HashWrites(Limits limits) {
    this.limits = limits;
  }

  /** The hash at a place, or a new one that {@link #store} is to put there. */
  static HashDatum hash(Call call, long place) {
    return place == Keyspace.ABSENT
        ? new HashDatum(call.randomness().nextLong())
        : (HashDatum) call.keys().datum(place);
  }

  /** Stores a hash that was changed, and tells of it. */
  static void store(Call call, long place, HashDatum hash, String event) {
    if (place == Keyspace.ABSENT) {
      call.put(1, hash, Keyspace.NO_DEADLINE);
      call.event(call.keys(), KeyEvent.NEW, "new", 1);
    } else {
      call.keys().touch(place);
    }
    call.changed(KeyEvent.HASH, event, 1);
  }

  void set(Call call) {
    call.reply().integer(setPairs(call, "hset"));
  }

  void setMany(Call call) {
    setPairs(call, "hmset");
    call.reply().ok();
  }

  private int setPairs(Call call, String name) {
    if (call.count() % 2 != 0) {
      throw Refusals.wrongNumberOfArguments(name);
    }
    long place = call.find(1, Access.WRITE, ValueType.HASH);
    HashDatum hash = hash(call, place);
    int created = 0;
    for (int i = 2; i < call.count(); i += 2) {
      field.of(call.arguments(), i);
      value.of(call.arguments(), i + 1);
      created += hash.put(field, value, limits) ? 1 : 0;
    }
    store(call, place, hash, "hset");
    call.dirty(call.count() / 2 - 2);
    return created;
  }

  void setNew(Call call) {
    long place = call.find(1, Access.WRITE, ValueType.HASH);
    HashDatum hash = hash(call, place);
    field.of(call.arguments(), 2);
    if (hash.find(field, value)) {
      call.reply().integer(0);
      return;
    }
    hash.put(field, value.of(call.arguments(), 3), limits);
    store(call, place, hash, "hset");
    call.reply().integer(1);
  }

  void delete(Call call) {
    long place = call.find(1, Access.WRITE, ValueType.HASH);
    if (place == Keyspace.ABSENT) {
      call.reply().integer(0);
      return;
    }
    HashDatum hash = (HashDatum) call.keys().datum(place);
    int removed = 0;
    for (int i = 2; i < call.count() && hash.size() > 0; i++) {
      removed += hash.remove(field.of(call.arguments(), i)) ? 1 : 0;
    }
    if (removed > 0) {
      call.changed(KeyEvent.HASH, "hdel", 1);
      call.dirty(removed - 1);
      call.settle(1, place, hash);
    }
    call.reply().integer(removed);
  }
}
