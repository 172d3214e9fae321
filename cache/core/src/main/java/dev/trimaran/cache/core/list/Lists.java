package dev.trimaran.cache.core.list;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.keyspace.Access;
import dev.trimaran.cache.core.keyspace.Keyspace;
import dev.trimaran.cache.core.model.KeyEvent;
import dev.trimaran.cache.core.model.Refusals;
import dev.trimaran.cache.core.model.Refused;
import dev.trimaran.cache.core.model.ValueType;
import dev.trimaran.cache.core.model.Word;
import dev.trimaran.cache.core.packed.View;
import org.jspecify.annotations.Nullable;

/** The lists at keys, and the words that their commands share. */
final class Lists {

  private static final Word LEFT = Word.of("LEFT");
  private static final Word RIGHT = Word.of("RIGHT");

  private Lists() {}

  /** The list at a key, or null; refused where something else is there. */
  static @Nullable ListDatum find(Call call, int key, Access access) {
    long place = call.find(key, access, ValueType.LIST);
    return place == Keyspace.ABSENT ? null : (ListDatum) call.keys().datum(place);
  }

  /**
   * The list that is moved to. A key of another type is refused in its own way: who waits for
   * something to move is told, as whose source has another type is not.
   */
  static @Nullable ListDatum target(Call call, int key) {
    long place = call.find(key, Access.WRITE);
    if (place != Keyspace.ABSENT && call.keys().type(place) != ValueType.LIST) {
      throw Refusals.WRONG_TARGET_TYPE;
    }
    return place == Keyspace.ABSENT ? null : (ListDatum) call.keys().datum(place);
  }

  /** The list at a key, made where there was none. */
  static ListDatum findOrMake(Call call, int key) {
    ListDatum found = find(call, key, Access.WRITE);
    if (found != null) {
      return found;
    }
    ListDatum made = new ListDatum();
    call.put(key, made, Keyspace.NO_DEADLINE);
    return made;
  }

  /** Tells a change; an empty list goes. */
  static void changed(Call call, int key, String event, ListDatum list) {
    call.changed(KeyEvent.LIST, event, key);
    call.settle(key, call.find(key, Access.PEEK), list);
  }

  /** Whether an argument says left; refused where it says neither side. */
  static boolean left(Call call, int argument) {
    if (call.arguments().is(argument, LEFT)) {
      return true;
    }
    if (call.arguments().is(argument, RIGHT)) {
      return false;
    }
    throw Refusals.SYNTAX;
  }

  static String popEvent(boolean left) {
    return left ? "lpop" : "rpop";
  }

  static String pushEvent(boolean left) {
    return left ? "lpush" : "rpush";
  }

  static void tell(Call call, View element) {
    call.reply().bulk(element.array(), element.offset(), element.length());
  }

  /** An integer of at least {@code least}, or refused with one text for both faults. */
  static long atLeast(Call call, int argument, long least, Refused otherwise) {
    long value = call.integer(argument, otherwise);
    if (value < least) {
      throw otherwise;
    }
    return value;
  }
}
