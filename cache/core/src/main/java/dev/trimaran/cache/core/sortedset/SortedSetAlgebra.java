package dev.trimaran.cache.core.sortedset;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.core.model.Refusals;
import dev.trimaran.cache.core.model.Refused;
import dev.trimaran.cache.core.model.Word;
import dev.trimaran.cache.core.packed.Limits;
import dev.trimaran.cache.core.packed.View;
import dev.trimaran.cache.core.ranked.RankedMembers;
import dev.trimaran.cache.core.reply.Reply;

/** The commands on unions, intersections and differences of sorted sets, and of sets. */
final class SortedSetAlgebra {

  private static final Refused WEIGHT = new Refused("ERR weight value is not a float");
  private static final Word WEIGHTS = Word.of("WEIGHTS");
  private static final Word AGGREGATE = Word.of("AGGREGATE");
  private static final Word WITHSCORES = Word.of("WITHSCORES");
  private static final Word LIMIT = Word.of("LIMIT");

  /** What is done with the sources. */
  private enum Operation {
    UNION,
    INTER,
    DIFF
  }

  private final Limits limits;
  private final View member = new View();
  private Aggregate aggregate = Aggregate.SUM;
  private boolean scores;
  private long limit;

  SortedSetAlgebra(Limits limits) {
    this.limits = limits;
  }

  void unite(Call call) {
    tell(call, Operation.UNION, "zunion");
  }

  void intersect(Call call) {
    tell(call, Operation.INTER, "zinter");
  }

  void subtract(Call call) {
    tell(call, Operation.DIFF, "zdiff");
  }

  void storeUnion(Call call) {
    store(call, Operation.UNION, "zunionstore");
  }

  void storeIntersection(Call call) {
    store(call, Operation.INTER, "zinterstore");
  }

  void storeDifference(Call call) {
    store(call, Operation.DIFF, "zdiffstore");
  }

  void countIntersection(Call call) {
    Source[] sources = sources(call, 1, "zintercard");
    limit = 0;
    for (int i = 2 + sources.length; i < call.count(); i += 2) {
      if (i + 1 == call.count() || !call.arguments().is(i, LIMIT)) {
        throw Refusals.SYNTAX;
      }
      limit = call.integer(i + 1, Refusals.NEGATIVE_LIMIT);
      if (limit < 0) {
        throw Refusals.NEGATIVE_LIMIT;
      }
    }
    call.reply().integer(Source.countCommon(sources, limit == 0 ? Long.MAX_VALUE : limit));
  }

  private void tell(Call call, Operation operation, String name) {
    SortedSetDatum result = result(call, operation, 1, name);
    Reply reply = call.reply();
    SortedSets.head(reply, result.size(), scores);
    RankedMembers.Cursor cursor = result.members().ascending(0);
    while (cursor.next(member)) {
      SortedSets.element(reply, member, cursor.score(), scores);
    }
  }

  private void store(Call call, Operation operation, String name) {
    SortedSetDatum result = result(call, operation, 2, name);
    result.fit(limits);
    SortedSets.replace(call, 1, result, name);
    call.reply().integer(result.size());
  }

  private SortedSetDatum result(Call call, Operation operation, int numkeys, String name) {
    Source[] sources = sources(call, numkeys, name);
    aggregate = Aggregate.SUM;
    scores = false;
    int at = numkeys + 1 + sources.length;
    while (at < call.count()) {
      at = option(call, operation != Operation.DIFF, at, sources);
      if (at == 0 || scores && numkeys == 2) {
        throw Refusals.SYNTAX;
      }
    }
    SortedSetDatum result = SortedSets.empty(call);
    result.unlist();
    Combination combination = new Combination(result, aggregate, limits);
    switch (operation) {
      case UNION -> combination.union(sources);
      case INTER -> combination.intersection(sources);
      case DIFF -> combination.difference(sources);
    }
    return result;
  }

  /** Reads one option; answers where the next is, 0 where there is none such. */
  private int option(Call call, boolean weighs, int at, Source[] sources) {
    Arguments arguments = call.arguments();
    int left = call.count() - at;
    if (weighs && left > sources.length && arguments.is(at, WEIGHTS)) {
      for (int i = 0; i < sources.length; i++) {
        sources[i].weight(call.number(at + 1 + i, WEIGHT));
      }
      return at + 1 + sources.length;
    }
    if (weighs && left >= 2 && arguments.is(at, AGGREGATE)) {
      aggregate = Aggregate.of(arguments, at + 1);
      return at + 2;
    }
    if (arguments.is(at, WITHSCORES)) {
      scores = true;
      return at + 1;
    }
    return 0;
  }

  /** The sources that follow the argument with their number. */
  private static Source[] sources(Call call, int numkeys, String name) {
    long keys = call.integer(numkeys);
    if (keys < 1) {
      throw new Refused("ERR at least 1 input key is needed for '" + name + "' command");
    }
    if (keys > call.count() - numkeys - 1) {
      throw Refusals.SYNTAX;
    }
    Source[] sources = new Source[(int) keys];
    for (int i = 0; i < sources.length; i++) {
      sources[i] = Source.of(call, numkeys + 1 + i);
    }
    return sources;
  }
}
