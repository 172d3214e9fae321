package dev.trimaran.cache.core.set;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.keyspace.Access;
import dev.trimaran.cache.core.keyspace.Keyspace;
import dev.trimaran.cache.core.model.KeyEvent;
import dev.trimaran.cache.core.model.ValueType;
import dev.trimaran.cache.core.packed.Limits;
import dev.trimaran.cache.core.packed.View;
import dev.trimaran.cache.core.reply.Reply;
import org.jspecify.annotations.Nullable;

/** The commands that ask for members, add and remove them. */
final class SetMembers {

  private final Limits limits;
  private final View member = new View();

  SetMembers(Limits limits) {
    this.limits = limits;
  }

  /** The set of a key, null where there is none. */
  static @Nullable SetDatum set(Call call, int key, Access access) {
    long place = call.find(key, access, ValueType.SET);
    return place == Keyspace.ABSENT ? null : (SetDatum) call.keys().datum(place);
  }

  void add(Call call) {
    long place = call.find(1, Access.WRITE, ValueType.SET);
    SetDatum set =
        place == Keyspace.ABSENT
            ? new SetDatum(call.randomness().nextLong())
            : (SetDatum) call.keys().datum(place);
    int added = 0;
    for (int i = 2; i < call.count(); i++) {
      added += set.add(member.of(call.arguments(), i), limits) ? 1 : 0;
    }
    if (added > 0) {
      stored(call, 1, place, set);
      call.changed(KeyEvent.SET, "sadd", 1);
      call.dirty(added - 1);
    }
    call.reply().integer(added);
  }

  private static void stored(Call call, int key, long place, SetDatum set) {
    if (place == Keyspace.ABSENT) {
      call.put(key, set, Keyspace.NO_DEADLINE);
    } else {
      call.keys().touch(place);
    }
  }

  void remove(Call call) {
    long place = call.find(1, Access.WRITE, ValueType.SET);
    if (place == Keyspace.ABSENT) {
      call.reply().integer(0);
      return;
    }
    SetDatum set = (SetDatum) call.keys().datum(place);
    int removed = 0;
    for (int i = 2; i < call.count() && set.size() > 0; i++) {
      removed += set.remove(member.of(call.arguments(), i)) ? 1 : 0;
    }
    if (removed > 0) {
      call.changed(KeyEvent.SET, "srem", 1);
      call.dirty(removed - 1);
      call.settle(1, place, set);
    }
    call.reply().integer(removed);
  }

  void move(Call call) {
    long from = call.find(1, Access.WRITE);
    long to = call.find(2, Access.WRITE);
    if (from == Keyspace.ABSENT) {
      call.reply().integer(0);
      return;
    }
    from = call.find(1, Access.PEEK, ValueType.SET);
    to = call.find(2, Access.PEEK, ValueType.SET);
    SetDatum source = (SetDatum) call.keys().datum(from);
    member.of(call.arguments(), 3);
    if (from == to) {
      call.reply().integer(source.has(member) ? 1 : 0);
      return;
    }
    if (!source.remove(member)) {
      call.reply().integer(0);
      return;
    }
    call.changed(KeyEvent.SET, "srem", 1);
    call.settle(1, from, source);
    to = call.find(2, Access.PEEK);
    SetDatum target =
        to == Keyspace.ABSENT
            ? new SetDatum(call.randomness().nextLong())
            : (SetDatum) call.keys().datum(to);
    if (target.add(member, limits)) {
      stored(call, 2, to, target);
      call.changed(KeyEvent.SET, "sadd", 2);
    }
    call.reply().integer(1);
  }

  void has(Call call) {
    SetDatum set = set(call, 1, Access.READ);
    boolean found = set != null && set.has(member.of(call.arguments(), 2));
    call.reply().integer(found ? 1 : 0);
  }

  void hasMany(Call call) {
    SetDatum set = set(call, 1, Access.READ);
    call.reply().array(call.count() - 2);
    for (int i = 2; i < call.count(); i++) {
      boolean found = set != null && set.has(member.of(call.arguments(), i));
      call.reply().integer(found ? 1 : 0);
    }
  }

  void size(Call call) {
    SetDatum set = set(call, 1, Access.READ);
    call.reply().integer(set == null ? 0 : set.size());
  }

  void all(Call call) {
    SetDatum set = set(call, 1, Access.READ);
    if (set == null) {
      call.reply().set(0);
    } else {
      answer(call.reply(), set);
    }
  }

  /** Writes all members, as a set. */
  static void answer(Reply reply, SetDatum set) {
    reply.set(set.size());
    set.forEach((member, none) -> reply.bulk(member.array(), member.offset(), member.length()));
  }
}
