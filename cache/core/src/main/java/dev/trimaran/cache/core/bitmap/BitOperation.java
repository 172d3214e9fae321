package dev.trimaran.cache.core.bitmap;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.keyspace.Access;
import dev.trimaran.cache.core.keyspace.Keyspace;
import dev.trimaran.cache.core.keyspace.Value;
import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.core.model.KeyEvent;
import dev.trimaran.cache.core.model.Raw;
import dev.trimaran.cache.core.model.Refusals;
import dev.trimaran.cache.core.model.Refused;
import dev.trimaran.cache.core.model.ValueType;
import dev.trimaran.cache.core.model.Word;

/** Strings combined bit by bit; the shorter ones go on in zeros. */
final class BitOperation {

  private static final Refused NOT_ONE =
      new Refused("ERR BITOP NOT must be called with a single source key.");
  private static final byte[] EMPTY = new byte[0];

  private enum Kind {
    AND,
    OR,
    XOR,
    NOT;

    private final Word word = Word.of(name());

    long of(long one, long other) {
      return switch (this) {
        case AND -> one & other;
        case OR -> one | other;
        case XOR -> one ^ other;
        case NOT -> ~one;
      };
    }
  }

  void run(Call call) {
    Kind kind = kind(call);
    if (kind == Kind.NOT && call.count() != 4) {
      throw NOT_ONE;
    }
    byte[] result = new byte[longest(call)];
    for (int i = 3; i < call.count(); i++) {
      combine(call, i, kind, result);
    }
    store(call, result);
    call.reply().integer(result.length);
  }

  private static Kind kind(Call call) {
    for (Kind kind : Kind.values()) {
      if (call.arguments().is(1, kind.word)) {
        return kind;
      }
    }
    throw Refusals.SYNTAX;
  }

  private static int longest(Call call) {
    int longest = 0;
    for (int i = 3; i < call.count(); i++) {
      long place = call.find(i, Access.READ, ValueType.STRING);
      longest = Math.max(longest, place == Keyspace.ABSENT ? 0 : call.keys().length(place));
    }
    return longest;
  }

  private static void combine(Call call, int index, Kind kind, byte[] result) {
    Keyspace keys = call.keys();
    long place = call.find(index, Access.READ, ValueType.STRING);
    boolean there = place != Keyspace.ABSENT;
    byte[] array = there ? keys.array(place) : EMPTY;
    int offset = there ? keys.offset(place) : 0;
    int length = there ? keys.length(place) : 0;
    if (index == 3 && kind != Kind.NOT) {
      System.arraycopy(array, offset, result, 0, length);
      return;
    }
    if (kind == Kind.NOT) {
      System.arraycopy(array, offset, result, 0, length);
    }
    int at = 0;
    for (; length - at >= Long.BYTES; at += Long.BYTES) {
      long other = Raw.getLong(array, offset + at);
      Raw.putLong(result, at, kind.of(Raw.getLong(result, at), other));
    }
    for (; at < length; at++) {
      result[at] = (byte) kind.of(result[at], array[offset + at]);
    }
    for (; at < result.length; at++) {
      result[at] = (byte) kind.of(result[at], 0);
    }
  }

  private static void store(Call call, byte[] result) {
    Keyspace keys = call.keys();
    Arguments all = call.arguments();
    if (result.length > 0) {
      Value value = new Value().edited(result, 0, result.length);
      keys.set(all.array(), all.offset(2), all.length(2), value, Keyspace.NO_DEADLINE);
      call.changed(KeyEvent.STRING, "set", 2);
      return;
    }
    long place = call.find(2, Access.WRITE);
    if (place != Keyspace.ABSENT) {
      call.changed(KeyEvent.GENERIC, "del", 2);
      keys.remove(place);
    }
  }
}
