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
import dev.trimaran.cache.core.ranked.RankedMembers;
import dev.trimaran.cache.core.reply.Reply;
import java.util.ArrayList;
import java.util.List;

/** The commands on ranges: of ranks, of scores, of members. */
final class SortedSetRanges {

  /** By what a range is given; {@code ZRANGE} and {@code ZRANGESTORE} are told by an option. */
  private enum By {
    RANK,
    SCORE,
    LEX
  }

  private static final Refused RANK_LIMIT =
      new Refused(
          "ERR syntax error, LIMIT is only supported in combination with either BYSCORE or BYLEX");
  private static final Refused LEX_SCORES =
      new Refused("ERR syntax error, WITHSCORES not supported in combination with BYLEX");
  private static final Word WITHSCORES = Word.of("WITHSCORES");
  private static final Word LIMIT = Word.of("LIMIT");
  private static final Word REV = Word.of("REV");
  private static final Word BYLEX = Word.of("BYLEX");
  private static final Word BYSCORE = Word.of("BYSCORE");

  private final Limits limits;
  private final View member = new View();
  private By by = By.RANK;
  private boolean byIsFree;
  private boolean reverse;
  private boolean reverseIsFree;
  private boolean scores;
  private long offset;
  private long limit;

  SortedSetRanges(Limits limits) {
    this.limits = limits;
  }

  void range(Call call) {
    begin(By.RANK, true, false, true);
    tell(call);
  }

  void reverse(Call call) {
    begin(By.RANK, false, true, false);
    tell(call);
  }

  void byScore(Call call) {
    begin(By.SCORE, false, false, false);
    tell(call);
  }

  void reverseByScore(Call call) {
    begin(By.SCORE, false, true, false);
    tell(call);
  }

  void byLex(Call call) {
    begin(By.LEX, false, false, false);
    tell(call);
  }

  void reverseByLex(Call call) {
    begin(By.LEX, false, true, false);
    tell(call);
  }

  private void begin(By by, boolean byIsFree, boolean reverse, boolean reverseIsFree) {
    this.by = by;
    this.byIsFree = byIsFree;
    this.reverse = reverse;
    this.reverseIsFree = reverseIsFree;
    scores = false;
    offset = 0;
    limit = -1;
  }

  private void tell(Call call) {
    options(call, 4, false);
    Range range = range(call, 2);
    SortedSetDatum set = SortedSets.find(call, 1, Access.READ);
    Reply reply = call.reply();
    if (set == null) {
      reply.array(0);
      return;
    }
    Span span = range.in(set.members(), reverse).limited(offset, limit, reverse);
    SortedSets.head(reply, span.size(), scores);
    RankedMembers.Cursor cursor = cursor(set, span);
    for (int i = 0; i < span.size() && cursor.next(member); i++) {
      SortedSets.element(reply, member, cursor.score(), scores);
    }
  }

  private RankedMembers.Cursor cursor(SortedSetDatum set, Span span) {
    return reverse
        ? set.members().descending(span.end() - 1)
        : set.members().ascending(span.first());
  }

  /** {@code ZRANGESTORE}. */
  void store(Call call) {
    begin(By.RANK, true, false, true);
    options(call, 5, true);
    Range range = range(call, 3);
    SortedSetDatum set = SortedSets.find(call, 2, Access.READ);
    SortedSetDatum result = SortedSets.empty(call);
    if (set != null) {
      Span span = range.in(set.members(), reverse).limited(offset, limit, reverse);
      RankedMembers.Cursor cursor = cursor(set, span);
      for (int i = 0; i < span.size() && cursor.next(member); i++) {
        result.put(member, cursor.score(), limits);
      }
    }
    SortedSets.replace(call, 1, result, "zrangestore");
    call.reply().integer(result.size());
  }

  private void options(Call call, int first, boolean stores) {
    Arguments arguments = call.arguments();
    for (int i = first; i < call.count(); i++) {
      if (!stores && arguments.is(i, WITHSCORES)) {
        scores = true;
      } else if (arguments.is(i, LIMIT) && i + 2 < call.count()) {
        offset = call.integer(i + 1);
        limit = call.integer(i + 2);
        i += 2;
      } else if (reverseIsFree && arguments.is(i, REV)) {
        reverse = true;
        reverseIsFree = false;
      } else if (byIsFree && arguments.is(i, BYLEX)) {
        by = By.LEX;
        byIsFree = false;
      } else if (byIsFree && arguments.is(i, BYSCORE)) {
        by = By.SCORE;
        byIsFree = false;
      } else {
        throw Refusals.SYNTAX;
      }
    }
    if (by == By.RANK) {
      if (limit != -1) {
        throw RANK_LIMIT;
      }
      offset = 0;
    }
    if (scores && by == By.LEX) {
      throw LEX_SCORES;
    }
  }

  /** The range in two arguments, the higher end first where it is wanted in reverse. */
  private Range range(Call call, int first) {
    int min = reverse ? first + 1 : first;
    int max = reverse ? first : first + 1;
    return switch (by) {
      case RANK -> RankRange.of(call, first, first + 1);
      case SCORE -> ScoreRange.of(call, min, max);
      case LEX -> LexRange.of(call, min, max);
    };
  }

  void removeByRank(Call call) {
    remove(call, RankRange.of(call, 2, 3), "zremrangebyrank");
  }

  void removeByScore(Call call) {
    remove(call, ScoreRange.of(call, 2, 3), "zremrangebyscore");
  }

  void removeByLex(Call call) {
    remove(call, LexRange.of(call, 2, 3), "zremrangebylex");
  }

  private void remove(Call call, Range range, String event) {
    long place = call.find(1, Access.WRITE, ValueType.SORTED_SET);
    if (place == Keyspace.ABSENT) {
      call.reply().integer(0);
      return;
    }
    SortedSetDatum set = (SortedSetDatum) call.keys().datum(place);
    Span span = range.in(set.members(), false);
    if (span.size() > 0) {
      List<byte[]> removed = new ArrayList<>(span.size());
      RankedMembers.Cursor cursor = set.members().ascending(span.first());
      for (int i = 0; i < span.size() && cursor.next(member); i++) {
        removed.add(member.copy());
      }
      removed.forEach(each -> set.remove(member.of(each)));
      call.changed(KeyEvent.SORTED_SET, event, 1);
      call.dirty(removed.size() - 1);
      call.settle(1, place, set);
    }
    call.reply().integer(span.size());
  }
}
