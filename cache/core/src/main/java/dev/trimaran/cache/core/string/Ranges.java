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
import dev.trimaran.cache.core.packed.Limits;

/** Parts of strings. */
final class Ranges {

  private static final Refused OFFSET = new Refused("ERR offset is out of range");

  private final Limits limits;
  private final Value none = new Value().edited(new byte[0], 0, 0);

  Ranges(Limits limits) {
    this.limits = limits;
  }

  void length(Call call) {
    long place = call.find(1, Access.READ, ValueType.STRING);
    call.reply().integer(place == Keyspace.ABSENT ? 0 : call.keys().length(place));
  }

  void append(Call call) {
    Arguments all = call.arguments();
    long place = call.find(1, Access.WRITE, ValueType.STRING);
    if (place == Keyspace.ABSENT) {
      call.set(1, 2, Keyspace.NO_DEADLINE);
      call.changed(KeyEvent.STRING, "append", 1);
      call.reply().integer(all.length(2));
      return;
    }
    Keyspace keys = call.keys();
    int before = keys.length(place);
    int added = all.length(2);
    check(before, added);
    long grown = keys.resize(place, before + added);
    System.arraycopy(
        all.array(), all.offset(2), keys.array(grown), keys.offset(grown) + before, added);
    call.changed(KeyEvent.STRING, "append", 1);
    call.reply().integer(before + added);
  }

  void get(Call call) {
    long from = call.integer(2);
    long to = call.integer(3);
    long place = call.find(1, Access.READ, ValueType.STRING);
    Keyspace keys = call.keys();
    int length = place == Keyspace.ABSENT ? 0 : keys.length(place);
    boolean backwards = from < 0 && to < 0 && from > to;
    long first = from < 0 ? Math.max(0, length + from) : from;
    long last = Math.min(length - 1, to < 0 ? Math.max(0, length + to) : to);
    if (backwards || length == 0 || first > last) {
      call.reply().bulk("");
      return;
    }
    call.reply()
        .bulk(keys.array(place), keys.offset(place) + (int) first, (int) (last - first + 1));
  }

  void set(Call call) {
    long offset = call.integer(2);
    if (offset < 0) {
      throw OFFSET;
    }
    Arguments all = call.arguments();
    int added = all.length(3);
    long place = call.find(1, Access.WRITE, ValueType.STRING);
    Keyspace keys = call.keys();
    int before = place == Keyspace.ABSENT ? 0 : keys.length(place);
    if (added == 0) {
      call.reply().integer(before);
      return;
    }
    check(offset, added);
    int wanted = (int) Math.max(before, offset + added);
    if (place == Keyspace.ABSENT) {
      place = keys.set(all.array(), all.offset(1), all.length(1), none, Keyspace.NO_DEADLINE);
    }
    place = keys.resize(place, wanted);
    System.arraycopy(
        all.array(), all.offset(3), keys.array(place), keys.offset(place) + (int) offset, added);
    keys.touch(place);
    call.changed(KeyEvent.STRING, "setrange", 1);
    call.reply().integer(wanted);
  }

  private void check(long before, long added) {
    if (before > limits.stringBytes() - added) {
      throw Refusals.STRING_TOO_LONG;
    }
  }
}
