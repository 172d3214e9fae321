package dev.trimaran.cache.core.sortedset;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.keyspace.Access;
import dev.trimaran.cache.core.model.Refusals;
import dev.trimaran.cache.core.model.Word;
import dev.trimaran.cache.core.packed.View;
import dev.trimaran.cache.core.reply.Reply;
import dev.trimaran.cache.core.scan.Sample;
import dev.trimaran.cache.core.scan.ScanRequest;
import dev.trimaran.cache.core.text.Numbers;

/** The commands that tell scores, ranks, counts, and members drawn at random. */
final class SortedSetReads {

  private static final double MOST_WHOLE = Long.MAX_VALUE / 2;
  private static final Word WITHSCORES = Word.of("WITHSCORES");

  private final ScanRequest request = new ScanRequest();
  private final View member = new View();
  private final View text = new View();

  void score(Call call) {
    SortedSetDatum set = SortedSets.find(call, 1, Access.READ);
    tellScore(call, set == null ? Double.NaN : set.score(member.of(call.arguments(), 2)));
  }

  void scores(Call call) {
    SortedSetDatum set = SortedSets.find(call, 1, Access.READ);
    call.reply().array(call.count() - 2);
    for (int i = 2; i < call.count(); i++) {
      tellScore(call, set == null ? Double.NaN : set.score(member.of(call.arguments(), i)));
    }
  }

  private static void tellScore(Call call, double score) {
    if (Double.isNaN(score)) {
      call.reply().nil();
    } else {
      call.reply().number(score);
    }
  }

  void size(Call call) {
    SortedSetDatum set = SortedSets.find(call, 1, Access.READ);
    call.reply().integer(set == null ? 0 : set.size());
  }

  void countScores(Call call) {
    count(call, ScoreRange.of(call, 2, 3));
  }

  void countMembers(Call call) {
    count(call, LexRange.of(call, 2, 3));
  }

  private static void count(Call call, Range range) {
    SortedSetDatum set = SortedSets.find(call, 1, Access.READ);
    call.reply().integer(set == null ? 0 : range.in(set.members(), false).size());
  }

  void rank(Call call) {
    rank(call, false);
  }

  void reverseRank(Call call) {
    rank(call, true);
  }

  private void rank(Call call, boolean reverse) {
    SortedSetDatum set = SortedSets.find(call, 1, Access.READ);
    double score = set == null ? Double.NaN : set.score(member.of(call.arguments(), 2));
    if (set == null || Double.isNaN(score)) {
      call.reply().nil();
      return;
    }
    int rank = set.members().rank(member, score);
    call.reply().integer(reverse ? set.size() - 1 - rank : rank);
  }

  void scan(Call call) {
    long cursor = ScanRequest.cursor(call, 2);
    SortedSetDatum set = SortedSets.find(call, 1, Access.READ);
    if (set == null) {
      ScanRequest.answerNothing(call.reply());
      return;
    }
    request.read(call, 3);
    long next =
        set.members()
            .scan(
                cursor,
                request.count(),
                (found, score) -> {
                  if (request.accepts(found)) {
                    request.found(found);
                    request.found(scanned(set, score));
                  }
                });
    request.answer(call.reply(), next);
  }

  /** As Redis does, a whole number in what is told as a listpack has no exponent. */
  private View scanned(SortedSetDatum set, double score) {
    boolean whole = score == (long) score && Math.abs(score) < MOST_WHOLE;
    return whole && set.isListed() ? text.ofInteger((long) score) : text.of(Numbers.format(score));
  }

  void random(Call call) {
    if (call.count() == 2) {
      one(call);
      return;
    }
    long count = Sample.count(call, 2);
    boolean scores = call.count() == 4 && call.arguments().is(3, WITHSCORES);
    if (call.count() > 4 || call.count() == 4 && !scores) {
      throw Refusals.SYNTAX;
    }
    if (scores) {
      Sample.checkPairs(count);
    }
    SortedSetDatum set = SortedSets.find(call, 1, Access.READ);
    if (set == null || count == 0) {
      call.reply().array(0);
    } else if (count < 0) {
      repeated(call, set, Sample.draws(count, set), scores);
    } else {
      Reply reply = call.reply();
      SortedSets.head(reply, (int) Math.min(count, set.size()), scores);
      Sample.distinct(
          set,
          count,
          call.randomness(),
          (found, none) -> SortedSets.element(reply, found, scores ? set.score(found) : 0, scores));
    }
  }

  private void one(Call call) {
    SortedSetDatum set = SortedSets.find(call, 1, Access.READ);
    if (set == null) {
      call.reply().nil();
      return;
    }
    set.members().random(call.randomness(), member);
    call.reply().bulk(member.array(), member.offset(), member.length());
  }

  private void repeated(Call call, SortedSetDatum set, int draws, boolean scores) {
    SortedSets.head(call.reply(), draws, scores);
    for (int i = 0; i < draws; i++) {
      double score = set.members().random(call.randomness(), member);
      SortedSets.element(call.reply(), member, score, scores);
    }
  }
}
