package dev.trimaran.cache.core.keys;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.command.Handler;
import dev.trimaran.cache.core.keyspace.Access;
import dev.trimaran.cache.core.keyspace.Keyspace;
import dev.trimaran.cache.core.keyspace.Value;
import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.core.model.KeyEvent;
import dev.trimaran.cache.core.model.Refusals;
import dev.trimaran.cache.core.model.ValueType;
import dev.trimaran.cache.core.model.Word;
import java.util.Arrays;

/** {@code COPY}: a value and its deadline under another key, or in another database. */
final class Copies implements Handler {

  private static final Word REPLACE = Word.of("REPLACE");
  private static final Word DB = Word.of("DB");

  @Override
  public void run(Call call) {
    Keyspace target = call.keys();
    boolean replace = false;
    for (int i = 3; i < call.count(); i++) {
      if (call.arguments().is(i, REPLACE)) {
        replace = true;
      } else if (call.arguments().is(i, DB) && i + 1 < call.count()) {
        i++;
        target = Names.database(call, i);
      } else {
        throw Refusals.SYNTAX;
      }
    }
    if (target == call.keys() && Names.same(call.arguments(), 1, 2)) {
      throw Names.SAME;
    }
    call.reply().integer(copy(call, target, replace) ? 1 : 0);
  }

  private static boolean copy(Call call, Keyspace target, boolean replace) {
    if (call.find(1, Access.READ) == Keyspace.ABSENT) {
      return false;
    }
    Arguments all = call.arguments();
    long there = target.find(all.array(), all.offset(2), all.length(2), Access.WRITE);
    if (there != Keyspace.ABSENT) {
      if (!replace) {
        return false;
      }
      target.remove(there);
    }
    copy(call.keys(), call.find(1, Access.PEEK), target, all, 2);
    call.changed(target, KeyEvent.GENERIC, "copy_to", 2);
    return true;
  }

  /** Stores a copy of an entry, its deadline too, under the key that an argument names. */
  static void copy(Keyspace source, long place, Keyspace target, Arguments all, int key) {
    long deadline = source.deadline(place);
    if (source.type(place) != ValueType.STRING) {
      target.put(
          all.array(), all.offset(key), all.length(key), source.datum(place).copy(), deadline);
      return;
    }
    // Out of the store first: storing may move what is stored.
    int offset = source.offset(place);
    int length = source.length(place);
    byte[] bytes = Arrays.copyOfRange(source.array(place), offset, offset + length);
    Value value =
        source.edited(place)
            ? new Value().edited(bytes, 0, length)
            : new Value().of(bytes, 0, length);
    target.set(all.array(), all.offset(key), all.length(key), value, deadline);
  }
}
