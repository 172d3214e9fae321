package dev.trimaran.cache.core.set;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.keyspace.Access;
import dev.trimaran.cache.core.keyspace.Keyspace;
import dev.trimaran.cache.core.model.KeyEvent;
import dev.trimaran.cache.core.model.Refusals;
import dev.trimaran.cache.core.model.Refused;
import dev.trimaran.cache.core.model.Word;
import dev.trimaran.cache.core.packed.Limits;
import dev.trimaran.cache.core.packed.PackedTable;
import dev.trimaran.cache.core.packed.View;
import dev.trimaran.cache.core.reply.Reply;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Intersections, unions and differences. */
final class SetAlgebra {

  private static final Refused MANY_KEYS =
      new Refused("ERR Number of keys can't be greater than number of args");
  private static final Word LIMIT = Word.of("LIMIT");

  private final Limits limits;

  SetAlgebra(Limits limits) {
    this.limits = limits;
  }

  void intersect(Call call) {
    SetMembers.answer(call.reply(), intersection(call, sets(call, 1, call.count())));
  }

  void unite(Call call) {
    SetMembers.answer(call.reply(), union(call, sets(call, 1, call.count())));
  }

  void subtract(Call call) {
    SetMembers.answer(call.reply(), difference(call, sets(call, 1, call.count())));
  }

  void storeIntersection(Call call) {
    store(call, intersection(call, sets(call, 2, call.count())), "sinterstore");
  }

  void storeUnion(Call call) {
    store(call, union(call, sets(call, 2, call.count())), "sunionstore");
  }

  void storeDifference(Call call) {
    store(call, difference(call, sets(call, 2, call.count())), "sdiffstore");
  }

  void countIntersection(Call call) {
    long keys = call.integer(1, Refusals.NO_NUMKEYS);
    if (keys < 1) {
      throw Refusals.NO_NUMKEYS;
    }
    if (keys > call.count() - 2) {
      throw MANY_KEYS;
    }
    int end = 2 + (int) keys;
    long limit = 0;
    for (int i = end; i < call.count(); i += 2) {
      if (i + 1 == call.count() || !call.arguments().is(i, LIMIT)) {
        throw Refusals.SYNTAX;
      }
      limit = call.integer(i + 1, Refusals.NEGATIVE_LIMIT);
      if (limit < 0) {
        throw Refusals.NEGATIVE_LIMIT;
      }
    }
    call.reply().integer(count(sets(call, 2, end), limit == 0 ? Long.MAX_VALUE : limit));
  }

  /** The sets of the keys in these arguments, null for those that do not exist. */
  private static List<@Nullable SetDatum> sets(Call call, int first, int end) {
    List<@Nullable SetDatum> sets = new ArrayList<>(end - first);
    for (int i = first; i < end; i++) {
      sets.add(SetMembers.set(call, i, Access.READ));
    }
    return sets;
  }

  private static SetDatum empty(Call call) {
    return new SetDatum(call.randomness().nextLong());
  }

  private SetDatum intersection(Call call, List<@Nullable SetDatum> sets) {
    SetDatum result = empty(call);
    forCommon(
        sets,
        member -> {
          result.add(member, limits);
          return true;
        });
    return result;
  }

  private static long count(List<@Nullable SetDatum> sets, long limit) {
    long[] count = new long[1];
    forCommon(sets, _ -> ++count[0] < limit);
    return count[0];
  }

  /** Meets members until told to stop. */
  private interface Taker {
    boolean take(View member);
  }

  /** Goes through the smallest set and looks for each member in the others. */
  private static void forCommon(List<@Nullable SetDatum> sets, Taker taker) {
    List<SetDatum> present = new ArrayList<>();
    for (SetDatum set : sets) {
      if (set == null) {
        return;
      }
      present.add(set);
    }
    present.sort(Comparator.comparingInt(SetDatum::size));
    SetDatum.Cursor cursor = present.getFirst().cursor();
    View member = new View();
    while (cursor.next(member)) {
      int having = 1;
      while (having < present.size() && present.get(having).has(member)) {
        having++;
      }
      if (having == present.size() && !taker.take(member)) {
        return;
      }
    }
  }

  private SetDatum union(Call call, List<@Nullable SetDatum> sets) {
    SetDatum result = empty(call);
    for (SetDatum set : sets) {
      if (set != null) {
        set.forEach((member, none) -> result.add(member, limits));
      }
    }
    return result;
  }

  private SetDatum difference(Call call, List<@Nullable SetDatum> sets) {
    SetDatum result = empty(call);
    SetDatum first = sets.getFirst();
    if (first == null) {
      return result;
    }
    List<@Nullable SetDatum> others = sets.subList(1, sets.size());
    PackedTable.Visitor keep =
        (member, none) -> {
          for (SetDatum other : others) {
            if (other != null && other.has(member)) {
              return;
            }
          }
          result.add(member, limits);
        };
    first.forEach(keep);
    return result;
  }

  private static void store(Call call, SetDatum result, String event) {
    Reply reply = call.reply();
    reply.integer(result.size());
    long place = call.find(1, Access.WRITE);
    if (result.size() > 0) {
      call.put(1, result, Keyspace.NO_DEADLINE);
      call.changed(KeyEvent.SET, event, 1);
    } else if (place != Keyspace.ABSENT) {
      call.changed(KeyEvent.GENERIC, "del", 1);
      call.keys().remove(place);
    }
  }
}
