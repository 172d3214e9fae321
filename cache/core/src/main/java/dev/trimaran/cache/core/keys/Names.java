package dev.trimaran.cache.core.keys;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.keyspace.Access;
import dev.trimaran.cache.core.keyspace.Datum;
import dev.trimaran.cache.core.keyspace.Keyspace;
import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.core.model.KeyEvent;
import dev.trimaran.cache.core.model.Refusals;
import dev.trimaran.cache.core.model.Refused;
import dev.trimaran.cache.core.model.ValueType;
import java.util.Arrays;

/** Keys under other names, and in other databases. */
final class Names {

  static final Refused SAME = new Refused("ERR source and destination objects are the same");

  private Names() {}

  /** Gives a key another name; {@code free}: only one that no key has. */
  static void rename(Call call, boolean free) {
    long source = call.find(1, Access.WRITE);
    if (source == Keyspace.ABSENT) {
      throw Refusals.NO_SUCH_KEY;
    }
    if (same(call.arguments(), 1, 2)) {
      answer(call, free, false);
      return;
    }
    long target = call.find(2, Access.WRITE);
    if (target != Keyspace.ABSENT) {
      if (free) {
        call.reply().integer(0);
        return;
      }
      call.keys().remove(target);
      source = call.find(1, Access.PEEK);
    }
    Arguments all = call.arguments();
    call.keys().rename(source, all.array(), all.offset(2), all.length(2));
    call.changed(KeyEvent.GENERIC, "rename_from", 1);
    call.changed(KeyEvent.GENERIC, "rename_to", 2);
    answer(call, free, true);
  }

  private static void answer(Call call, boolean free, boolean renamed) {
    if (free) {
      call.reply().integer(renamed ? 1 : 0);
    } else {
      call.reply().ok();
    }
  }

  static void move(Call call) {
    Keyspace target = database(call, 2);
    Keyspace source = call.keys();
    if (target == source) {
      throw SAME;
    }
    long place = call.find(1, Access.WRITE);
    Arguments all = call.arguments();
    if (place == Keyspace.ABSENT
        || target.find(all.array(), all.offset(1), all.length(1), Access.WRITE)
            != Keyspace.ABSENT) {
      call.reply().integer(0);
      return;
    }
    if (source.type(place) == ValueType.STRING) {
      Copies.copy(source, place, target, all, 1);
      source.remove(call.find(1, Access.PEEK));
    } else { // as it is, however large
      Datum datum = source.datum(place);
      long deadline = source.deadline(place);
      source.remove(place);
      target.put(all.array(), all.offset(1), all.length(1), datum, deadline);
    }
    call.changed(source, KeyEvent.GENERIC, "move_from", 1);
    call.changed(target, KeyEvent.GENERIC, "move_to", 1);
    call.reply().integer(1);
  }

  /** The database that an argument names. */
  static Keyspace database(Call call, int argument) {
    return call.database(call.smallInteger(argument));
  }

  static boolean same(Arguments all, int one, int other) {
    int oneEnd = all.offset(one) + all.length(one);
    int otherEnd = all.offset(other) + all.length(other);
    return Arrays.equals(
        all.array(), all.offset(one), oneEnd, all.array(), all.offset(other), otherEnd);
  }
}
