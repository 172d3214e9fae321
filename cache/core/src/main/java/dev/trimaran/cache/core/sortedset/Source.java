package dev.trimaran.cache.core.sortedset;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.keyspace.Access;
import dev.trimaran.cache.core.keyspace.Datum;
import dev.trimaran.cache.core.keyspace.Keyspace;
import dev.trimaran.cache.core.model.Refusals;
import dev.trimaran.cache.core.model.ValueType;
import dev.trimaran.cache.core.packed.View;
import dev.trimaran.cache.core.ranked.RankedMembers;
import dev.trimaran.cache.core.set.SetDatum;
import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** What members are taken from: a sorted set, a set, whose scores are 1, or nothing. */
final class Source {

  private final @Nullable Datum datum;
  private double weight = 1;

  private Source(@Nullable Datum datum) {
    this.datum = datum;
  }

  /** That of a key; refused where it has another type. */
  static Source of(Call call, int key) {
    long place = call.find(key, Access.READ);
    if (place == Keyspace.ABSENT) {
      return new Source(null);
    }
    ValueType type = call.keys().type(place);
    if (type != ValueType.SORTED_SET && type != ValueType.SET) {
      throw Refusals.WRONG_TYPE;
    }
    return new Source(call.keys().datum(place));
  }

  void weight(double weight) {
    this.weight = weight;
  }

  double weight() {
    return weight;
  }

  int size() {
    return datum == null ? 0 : datum.size();
  }

  /** The score of a member, without weight; not a number where there is none. */
  double score(View member) {
    if (datum instanceof SortedSetDatum sorted) {
      return sorted.score(member);
    }
    return datum instanceof SetDatum set && set.has(member) ? 1 : Double.NaN;
  }

  void forEach(RankedMembers.Visitor visitor) {
    if (datum instanceof SortedSetDatum sorted) {
      sorted.members().forEach(visitor);
    } else if (datum instanceof SetDatum set) {
      set.forEach((member, none) -> visitor.visit(member, 1));
    }
  }

  /** Goes through all members. */
  Cursor cursor() {
    return new Cursor();
  }

  final class Cursor {
    private final RankedMembers.@Nullable Cursor sorted =
        datum instanceof SortedSetDatum set ? set.members().ascending(0) : null;
    private final SetDatum.@Nullable Cursor plain =
        datum instanceof SetDatum set ? set.cursor() : null;

    boolean next(View member) {
      return sorted != null ? sorted.next(member) : plain != null && plain.next(member);
    }
  }

  /** The same, the smallest first. */
  static Source[] bySize(Source[] sources) {
    Source[] sorted = sources.clone();
    Arrays.sort(sorted, Comparator.comparingInt(Source::size));
    return sorted;
  }

  /** How many members all sources have, counted up to a limit. */
  static long countCommon(Source[] sources, long limit) {
    Source[] sorted = bySize(sources);
    Cursor cursor = sorted[0].cursor();
    View member = new View();
    long count = 0;
    while (count < limit && cursor.next(member)) {
      int having = 1;
      while (having < sorted.length && !Double.isNaN(sorted[having].score(member))) {
        having++;
      }
      count += having == sorted.length ? 1 : 0;
    }
    return count;
  }
}
