package dev.trimaran.cache.core.keys;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.keyspace.Access;
import dev.trimaran.cache.core.keyspace.Keyspace;
import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.core.model.KeyEvent;

/** Which keys there are. */
final class Existence {

  private Existence() {}

  static void remove(Call call) {
    long removed = 0;
    for (int key = 1; key < call.count(); key++) {
      long place = call.find(key, Access.PEEK);
      if (place != Keyspace.ABSENT) {
        call.keys().remove(place);
        call.changed(KeyEvent.GENERIC, "del", key);
        removed++;
      } else {
        Arguments all = call.arguments();
        call.effects().missed(call.keys(), all.array(), all.offset(key), all.length(key));
      }
    }
    call.reply().integer(removed);
  }

  static void exists(Call call) {
    count(call, Access.PEEK);
  }

  static void touch(Call call) {
    count(call, Access.READ);
  }

  private static void count(Call call, Access access) {
    long found = 0;
    for (int key = 1; key < call.count(); key++) {
      found += call.find(key, access) == Keyspace.ABSENT ? 0 : 1;
    }
    call.reply().integer(found);
  }

  static void type(Call call) {
    long place = call.find(1, Access.PEEK);
    call.reply().simple(place == Keyspace.ABSENT ? "none" : call.keys().type(place).text());
  }
}
