package dev.trimaran.cache.core.list;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.keyspace.Access;
import dev.trimaran.cache.core.model.Refusals;
import dev.trimaran.cache.core.model.Refused;
import dev.trimaran.cache.core.model.Word;
import dev.trimaran.cache.core.packed.View;
import dev.trimaran.cache.core.reply.Reply;

/** What lies between the ends. */
final class ListWithin {

  private static final Word BEFORE = Word.of("BEFORE");
  private static final Word AFTER = Word.of("AFTER");
  private static final Word RANK = Word.of("RANK");
  private static final Word COUNT = Word.of("COUNT");
  private static final Word MAXLEN = Word.of("MAXLEN");
  private static final Refused RANK_ZERO =
      new Refused(
          "ERR RANK can't be zero: use 1 to start from the first match, 2 from the second ... or"
              + " use negative to start from the end of the list");
  private static final Refused COUNT_NEGATIVE = new Refused("ERR COUNT can't be negative");
  private static final Refused MAXLEN_NEGATIVE = new Refused("ERR MAXLEN can't be negative");

  private final View element = new View();
  private final View wanted = new View();
  private final Reply found = new Reply();

  void length(Call call) {
    ListDatum list = Lists.find(call, 1, Access.READ);
    call.reply().integer(list == null ? 0 : list.size());
  }

  void range(Call call) {
    long from = call.integer(2);
    long to = call.integer(3);
    ListDatum list = Lists.find(call, 1, Access.READ);
    int size = list == null ? 0 : list.size();
    long first = from < 0 ? Math.max(0, size + from) : from;
    long last = Math.min(size - 1L, to < 0 ? size + to : to);
    if (list == null || first > last) {
      call.reply().array(0);
      return;
    }
    int count = (int) (last - first + 1);
    call.reply().array(count);
    ListDatum.Cursor cursor = list.cursor((int) first, true);
    for (int i = 0; i < count; i++) {
      Lists.tell(call, cursor.show(element));
      cursor.advance();
    }
  }

  void index(Call call) {
    ListDatum list = Lists.find(call, 1, Access.READ);
    if (list == null) {
      call.reply().nil();
      return;
    }
    ListDatum.Cursor cursor = list.cursor(indexOf(call.integer(2), list.size()), true);
    if (cursor.isValid()) {
      Lists.tell(call, cursor.show(element));
    } else {
      call.reply().nil();
    }
  }

  private static int indexOf(long given, int size) {
    long index = given < 0 ? size + given : given;
    return index < 0 || index >= size ? -1 : (int) index;
  }

  void set(Call call) {
    ListDatum list = Lists.find(call, 1, Access.WRITE);
    if (list == null) {
      throw Refusals.NO_SUCH_KEY;
    }
    ListDatum.Cursor cursor = list.cursor(indexOf(call.integer(2), list.size()), true);
    if (!cursor.isValid()) {
      throw Refusals.INDEX_OUT_OF_RANGE;
    }
    cursor.replace(wanted.of(call.arguments(), 3));
    Lists.changed(call, 1, "lset", list);
    call.reply().ok();
  }

  void remove(Call call) {
    long asked = call.integer(2);
    ListDatum list = Lists.find(call, 1, Access.WRITE);
    if (list == null) {
      call.reply().integer(0);
      return;
    }
    wanted.of(call.arguments(), 3);
    boolean right = asked >= 0;
    long most = asked == 0 || asked == Long.MIN_VALUE ? Long.MAX_VALUE : Math.abs(asked);
    ListDatum.Cursor cursor = list.cursor(right ? 0 : list.size() - 1, right);
    int removed = 0;
    while (cursor.isValid() && removed < most) {
      if (cursor.is(wanted)) {
        cursor.remove();
        removed++;
      } else {
        cursor.advance();
      }
    }
    if (removed > 0) {
      call.dirty(removed - 1L);
      Lists.changed(call, 1, "lrem", list);
    }
    call.reply().integer(removed);
  }

  void trim(Call call) {
    long from = call.integer(2);
    long to = call.integer(3);
    ListDatum list = Lists.find(call, 1, Access.WRITE);
    if (list != null) {
      int size = list.size();
      long first = from < 0 ? Math.max(0, size + from) : from;
      long last = Math.min(size - 1L, to < 0 ? size + to : to);
      if (first > last) {
        list.trim(0, -1);
      } else {
        list.trim((int) first, (int) last);
      }
      Lists.changed(call, 1, "ltrim", list);
    }
    call.reply().ok();
  }

  void insert(Call call) {
    boolean before = call.arguments().is(2, BEFORE);
    if (!before && !call.arguments().is(2, AFTER)) {
      throw Refusals.SYNTAX;
    }
    ListDatum list = Lists.find(call, 1, Access.WRITE);
    if (list == null) {
      call.reply().integer(0);
      return;
    }
    wanted.of(call.arguments(), 3);
    ListDatum.Cursor cursor = list.cursor(0, true);
    while (cursor.isValid() && !cursor.is(wanted)) {
      cursor.advance();
    }
    if (!cursor.isValid()) {
      call.reply().integer(-1);
      return;
    }
    cursor.insert(before, wanted.of(call.arguments(), 4));
    Lists.changed(call, 1, "linsert", list);
    call.reply().integer(list.size());
  }

  void positions(Call call) {
    long rank = 1;
    long count = -1;
    long mostCompared = 0;
    for (int i = 3; i < call.count(); i += 2) {
      if (i + 1 >= call.count()) {
        throw Refusals.SYNTAX;
      } else if (call.arguments().is(i, RANK)) {
        rank = call.integer(i + 1);
        if (rank == 0) {
          throw RANK_ZERO;
        }
      } else if (call.arguments().is(i, COUNT)) {
        count = Lists.atLeast(call, i + 1, 0, COUNT_NEGATIVE);
      } else if (call.arguments().is(i, MAXLEN)) {
        mostCompared = Lists.atLeast(call, i + 1, 0, MAXLEN_NEGATIVE);
      } else {
        throw Refusals.SYNTAX;
      }
    }
    ListDatum list = Lists.find(call, 1, Access.READ);
    int told = list == null ? 0 : search(call, list, rank, count, mostCompared);
    if (count >= 0) {
      call.reply().array(told);
      call.reply().raw(found.array(), 0, found.length());
    } else if (told == 0) {
      call.reply().nil();
    } else {
      call.reply().raw(found.array(), 0, found.length());
    }
    found.clear();
  }

  /** Writes the indexes that are asked for; answers how many. */
  private int search(Call call, ListDatum list, long rank, long count, long mostCompared) {
    wanted.of(call.arguments(), 2);
    boolean right = rank > 0;
    // The lowest rank has no positive counterpart: Redis takes it for the last match.
    long skip = rank == Long.MIN_VALUE ? 0 : Math.abs(rank) - 1;
    long most = count < 0 ? 1 : count == 0 ? Long.MAX_VALUE : count;
    int index = right ? 0 : list.size() - 1;
    int told = 0;
    long compared = 0;
    ListDatum.Cursor cursor = list.cursor(index, right);
    while (cursor.isValid() && told < most && (mostCompared == 0 || compared < mostCompared)) {
      if (cursor.is(wanted)) {
        if (skip == 0) {
          found.integer(index);
          told++;
        } else {
          skip--;
        }
      }
      compared++;
      index += right ? 1 : -1;
      cursor.advance();
    }
    return told;
  }
}
