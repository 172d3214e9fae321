package dev.trimaran.cache.core.hash;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.keyspace.Access;
import dev.trimaran.cache.core.keyspace.Keyspace;
import dev.trimaran.cache.core.model.KeyEvent;
import dev.trimaran.cache.core.model.Refusals;
import dev.trimaran.cache.core.packed.Limits;
import dev.trimaran.cache.core.packed.View;

/** The commands that set and remove fields. */
final class HashWrites {

  private final Hashes hashes;
  private final Limits limits;
  private final View field = new View();
  private final View value = new View();

  HashWrites(Hashes hashes, Limits limits) {
    this.hashes = hashes;
    this.limits = limits;
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
    long place = hashes.find(call, Access.WRITE);
    HashDatum hash = Hashes.atOrNew(call, place);
    int created = 0;
    for (int i = 2; i < call.count(); i += 2) {
      field.of(call.arguments(), i);
      value.of(call.arguments(), i + 1);
      created += hash.put(field, value, limits) ? 1 : 0;
      hash.persist(field);
    }
    Hashes.store(call, place, hash, "hset");
    call.dirty(call.count() / 2 - 2);
    return created;
  }

  void setNew(Call call) {
    long place = hashes.find(call, Access.WRITE);
    HashDatum hash = Hashes.atOrNew(call, place);
    field.of(call.arguments(), 2);
    if (hash.find(field, value)) {
      call.reply().integer(0);
      return;
    }
    hash.put(field, value.of(call.arguments(), 3), limits);
    Hashes.store(call, place, hash, "hset");
    call.reply().integer(1);
  }

  void delete(Call call) {
    long place = hashes.find(call, Access.WRITE);
    if (place == Keyspace.ABSENT) {
      call.reply().integer(0);
      return;
    }
    HashDatum hash = Hashes.at(call, place);
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
