package dev.trimaran.cache.core.sortedset;

import dev.trimaran.cache.core.packed.Limits;

/**
 * Sources put together into one sorted set. As Redis does it, the smallest source is taken first:
 * with floats the order of additions can be seen.
 */
record Combination(SortedSetDatum result, Aggregate aggregate, Limits limits) {

  void union(Source[] sources) {
    for (Source source : Source.bySize(sources)) {
      source.forEach((member, score) -> {
        double weighted = orZero(source.weight() * score);
        double before = result.score(member);
        double after = Double.isNaN(before) ? weighted : aggregate.of(before, weighted);
        result.put(member, before, after, limits);
      });
    }
  }

  void intersection(Source[] sources) {
    Source[] sorted = Source.bySize(sources);
    Source smallest = sorted[0];
    smallest.forEach((member, score) -> {
      double all = orZero(smallest.weight() * score);
      for (int i = 1; i < sorted.length; i++) {
        double other = sorted[i].score(member);
        if (Double.isNaN(other)) {
          return;
        }
        all = aggregate.of(all, other * sorted[i].weight());
      }
      result.put(member, all, limits);
    });
  }

  void difference(Source[] sources) {
    sources[0].forEach((member, score) -> {
      for (int i = 1; i < sources.length; i++) {
        if (!Double.isNaN(sources[i].score(member))) {
          return;
        }
      }
      result.put(member, score, limits);
    });
  }

  private static double orZero(double score) {
    return Double.isNaN(score) ? 0 : score;
  }
}
