package dev.trimaran.cache.core.sortedset;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.command.Timeout;
import dev.trimaran.cache.core.keyspace.Access;
import dev.trimaran.cache.core.keyspace.Keyspace;
import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.core.model.KeyEvent;
import dev.trimaran.cache.core.model.Refusals;
import dev.trimaran.cache.core.model.ValueType;
import dev.trimaran.cache.core.model.Word;
import dev.trimaran.cache.core.packed.View;
import dev.trimaran.cache.core.ranked.RankedMembers;
import dev.trimaran.cache.core.reply.Reply;
import java.nio.charset.StandardCharsets;

/** The commands that take the lowest or the highest members away, waiting for them or not. */
final class SortedSetPops {

  private static final Word MIN = Word.of("MIN");
  private static final Word MAX = Word.of("MAX");
  private static final Word COUNT = Word.of("COUNT");
  private static final byte[] ZPOPMIN = "ZPOPMIN".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ZPOPMAX = "ZPOPMAX".getBytes(StandardCharsets.US_ASCII);

  private final View member = new View();

  void popMin(Call call) {
    pop(call, false);
  }

  void popMax(Call call) {
    pop(call, true);
  }

  private void pop(Call call, boolean highest) {
    if (call.count() > 3) {
      throw Refusals.SYNTAX;
    }
    boolean counted = call.count() == 3;
    long count = counted ? call.integer(2, Refusals.OUT_OF_RANGE) : 1;
    if (count < 0) {
      throw Refusals.OUT_OF_RANGE;
    }
    long place = call.find(1, Access.WRITE, ValueType.SORTED_SET);
    if (place == Keyspace.ABSENT || count == 0) {
      call.reply().array(0);
      return;
    }
    SortedSetDatum set = (SortedSetDatum) call.keys().datum(place);
    int taken = (int) Math.min(count, set.size());
    boolean nested = counted && call.reply().resp3();
    call.reply().array(nested ? taken : 2 * taken);
    take(call, new Taking(1, highest, taken, nested), place, set);
  }

  /** What is to be taken from the sorted set of a key. */
  private record Taking(int key, boolean highest, int members, boolean nested) {}

  private void take(Call call, Taking what, long place, SortedSetDatum set) {
    Reply reply = call.reply();
    call.changed(KeyEvent.SORTED_SET, what.highest ? "zpopmax" : "zpopmin", what.key);
    for (int i = 0; i < what.members; i++) {
      RankedMembers members = set.members();
      RankedMembers.Cursor cursor =
          what.highest ? members.descending(members.size() - 1) : members.ascending(0);
      cursor.next(member);
      if (what.nested) {
        reply.array(2);
      }
      byte[] copy = member.copy();
      reply.bulk(copy);
      reply.number(cursor.score());
      set.remove(member.of(copy));
    }
    call.dirty(what.members - 1);
    call.settle(what.key, place, set);
  }

  // Of the first of several keys that has any, waiting or not.

  void popMany(Call call) {
    popFirst(call, 1, false);
  }

  void awaitMany(Call call) {
    popFirst(call, 2, true);
  }

  /** From argument {@code numkeys} on: numkeys, keys, MIN or MAX, COUNT count. */
  private void popFirst(Call call, int numkeys, boolean waits) {
    long keys = call.integer(numkeys, Refusals.NO_NUMKEYS);
    if (keys < 1) {
      throw Refusals.NO_NUMKEYS;
    }
    if (keys >= call.count() - numkeys - 1) {
      throw Refusals.SYNTAX;
    }
    int end = numkeys + 1 + (int) keys;
    boolean highest = call.arguments().is(end, MAX);
    if (!highest && !call.arguments().is(end, MIN)) {
      throw Refusals.SYNTAX;
    }
    long count = 1;
    if (end + 1 < call.count()) {
      if (end + 2 == call.count() || !call.arguments().is(end + 1, COUNT)) {
        throw Refusals.SYNTAX;
      }
      count = call.integer(end + 2, Refusals.NO_COUNT);
      if (count < 1) {
        throw Refusals.NO_COUNT;
      }
      if (end + 3 < call.count()) {
        throw Refusals.SYNTAX;
      }
    }
    long deadline = waits ? Timeout.deadlineMs(call, 1) : Keyspace.NO_DEADLINE;
    int key = firstPresent(call, numkeys + 1, end);
    if (key > 0) {
      popFrom(call, key, highest, count);
    } else {
      await(call, deadline);
    }
  }

  private void popFrom(Call call, int key, boolean highest, long count) {
    long place = call.find(key, Access.PEEK);
    SortedSetDatum set = (SortedSetDatum) call.keys().datum(place);
    int taken = (int) Math.min(count, set.size());
    Reply reply = call.reply();
    reply.array(2);
    bulk(reply, call.arguments(), key);
    reply.array(taken);
    byte[] many = Long.toString(count).getBytes(StandardCharsets.US_ASCII);
    call.journal(Arguments.of(highest ? ZPOPMAX : ZPOPMIN, call.arguments().copy(key), many));
    take(call, new Taking(key, highest, taken, true), place, set);
  }

  void awaitMin(Call call) {
    awaitOne(call, false);
  }

  void awaitMax(Call call) {
    awaitOne(call, true);
  }

  private void awaitOne(Call call, boolean highest) {
    long deadline = Timeout.deadlineMs(call, call.count() - 1);
    int key = firstPresent(call, 1, call.count() - 1);
    if (key == 0) {
      await(call, deadline);
      return;
    }
    long place = call.find(key, Access.PEEK);
    SortedSetDatum set = (SortedSetDatum) call.keys().datum(place);
    call.reply().array(3);
    bulk(call.reply(), call.arguments(), key);
    call.journal(Arguments.of(highest ? ZPOPMAX : ZPOPMIN, call.arguments().copy(key)));
    take(call, new Taking(key, highest, 1, false), place, set);
  }

  /** The first key that exists, 0 for none; refused where it or one before has another type. */
  private static int firstPresent(Call call, int first, int end) {
    for (int key = first; key < end; key++) {
      if (call.find(key, Access.WRITE, ValueType.SORTED_SET) != Keyspace.ABSENT) {
        return key;
      }
    }
    return 0;
  }

  private static void await(Call call, long deadline) {
    if (deadline != Keyspace.NO_DEADLINE && call.mayBlock()) {
      call.block(deadline, late -> late.reply().nilArray());
    } else {
      call.reply().nilArray();
    }
  }

  private static void bulk(Reply reply, Arguments arguments, int index) {
    reply.bulk(arguments.array(), arguments.offset(index), arguments.length(index));
  }
}
