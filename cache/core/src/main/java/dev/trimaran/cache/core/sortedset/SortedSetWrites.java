package dev.trimaran.cache.core.sortedset;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.keyspace.Access;
import dev.trimaran.cache.core.keyspace.Keyspace;
import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.core.model.KeyEvent;
import dev.trimaran.cache.core.model.Refusals;
import dev.trimaran.cache.core.model.Refused;
import dev.trimaran.cache.core.model.ValueType;
import dev.trimaran.cache.core.model.Word;
import dev.trimaran.cache.core.packed.Limits;
import dev.trimaran.cache.core.packed.View;

/** {@code ZADD}, {@code ZINCRBY} and {@code ZREM}. */
final class SortedSetWrites {

  private static final Refused NX_AND_XX =
      new Refused("ERR XX and NX options at the same time are not compatible");
  private static final Refused GT_LT_NX =
      new Refused("ERR GT, LT, and/or NX options at the same time are not compatible");
  private static final Refused INCR_ONE =
      new Refused("ERR INCR option supports a single increment-element pair");
  private static final Refused NOT_A_NUMBER =
      new Refused("ERR resulting score is not a number (NaN)");
  private static final Word NX = Word.of("NX");
  private static final Word XX = Word.of("XX");
  private static final Word GT = Word.of("GT");
  private static final Word LT = Word.of("LT");
  private static final Word CH = Word.of("CH");
  private static final Word INCR = Word.of("INCR");
  private static final int FEW_SCORES = 16;

  private final Limits limits;
  private final View member = new View();
  private double[] scores = new double[FEW_SCORES];
  private boolean nx;
  private boolean xx;
  private boolean gt;
  private boolean lt;
  private boolean ch;
  private boolean incr;
  private int added;
  private int updated;

  SortedSetWrites(Limits limits) {
    this.limits = limits;
  }

  void add(Call call) {
    incr = false;
    add(call, options(call));
  }

  void increment(Call call) {
    nx = xx = gt = lt = ch = false;
    incr = true;
    add(call, 2);
  }

  /** Reads the options; answers the index of the first score. */
  private int options(Call call) {
    nx = xx = gt = lt = ch = false;
    Arguments arguments = call.arguments();
    int at = 2;
    while (at < call.count() && option(arguments, at)) {
      at++;
    }
    return at;
  }

  private boolean option(Arguments arguments, int at) {
    if (arguments.is(at, NX)) {
      nx = true;
    } else if (arguments.is(at, XX)) {
      xx = true;
    } else if (arguments.is(at, GT)) {
      gt = true;
    } else if (arguments.is(at, LT)) {
      lt = true;
    } else if (arguments.is(at, CH)) {
      ch = true;
    } else if (arguments.is(at, INCR)) {
      incr = true;
    } else {
      return false;
    }
    return true;
  }

  private void add(Call call, int first) {
    int pairs = (call.count() - first) / 2;
    if (pairs == 0 || (call.count() - first) % 2 != 0) {
      throw Refusals.SYNTAX;
    }
    check(pairs);
    readScores(call, first, pairs);
    long place = call.find(1, Access.WRITE, ValueType.SORTED_SET);
    if (place == Keyspace.ABSENT && xx) {
      answer(call, Double.NaN);
      return;
    }
    SortedSetDatum set =
        place == Keyspace.ABSENT
            ? SortedSets.empty(call)
            : (SortedSetDatum) call.keys().datum(place);
    added = 0;
    updated = 0;
    double last = Double.NaN;
    for (int i = 0; i < pairs; i++) {
      last = put(set, member.of(call.arguments(), first + 2 * i + 1), scores[i]);
    }
    if (added + updated > 0) {
      store(call, place, set);
    }
    answer(call, last);
    if (scores.length > FEW_SCORES) {
      scores = new double[FEW_SCORES];
    }
  }

  private void check(int pairs) {
    if (nx && xx) {
      throw NX_AND_XX;
    }
    if (gt && nx || lt && nx || gt && lt) {
      throw GT_LT_NX;
    }
    if (incr && pairs > 1) {
      throw INCR_ONE;
    }
    added = 0;
    updated = 0;
  }

  private void readScores(Call call, int first, int pairs) {
    if (pairs > scores.length) {
      scores = new double[pairs];
    }
    for (int i = 0; i < pairs; i++) {
      scores[i] = call.number(first + 2 * i);
    }
  }

  /** The member's score from now on; not a number where the options forbid it one. */
  private double put(SortedSetDatum set, View member, double wanted) {
    double before = set.score(member);
    if (Double.isNaN(before)) {
      if (xx) {
        return Double.NaN;
      }
      set.put(member, before, wanted, limits);
      added++;
      return wanted;
    }
    if (nx) {
      return Double.NaN;
    }
    double score = wanted;
    if (incr) {
      score += before;
      if (Double.isNaN(score)) {
        throw NOT_A_NUMBER;
      }
    }
    if (lt && score >= before || gt && score <= before) {
      return Double.NaN;
    }
    if (score != before) {
      set.put(member, before, score, limits);
      updated++;
    }
    return score;
  }

  private void store(Call call, long place, SortedSetDatum set) {
    if (place == Keyspace.ABSENT) {
      call.put(1, set, Keyspace.NO_DEADLINE);
    } else {
      call.keys().touch(place);
    }
    call.changed(KeyEvent.SORTED_SET, incr ? "zincr" : "zadd", 1);
    call.dirty(added + updated - 1);
  }

  private void answer(Call call, double score) {
    if (!incr) {
      call.reply().integer(ch ? added + updated : added);
    } else if (Double.isNaN(score)) {
      call.reply().nil();
    } else {
      call.reply().number(score);
    }
  }

  void remove(Call call) {
    long place = call.find(1, Access.WRITE, ValueType.SORTED_SET);
    if (place == Keyspace.ABSENT) {
      call.reply().integer(0);
      return;
    }
    SortedSetDatum set = (SortedSetDatum) call.keys().datum(place);
    int removed = 0;
    for (int i = 2; i < call.count() && set.size() > 0; i++) {
      removed += set.remove(member.of(call.arguments(), i)) ? 1 : 0;
    }
    if (removed > 0) {
      call.changed(KeyEvent.SORTED_SET, "zrem", 1);
      call.dirty(removed - 1);
      call.settle(1, place, set);
    }
    call.reply().integer(removed);
  }
}
