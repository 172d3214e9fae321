package dev.trimaran.cache.core.sortedset;

import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.core.model.Refusals;
import dev.trimaran.cache.core.model.Word;

/** What becomes of the scores that a member has in several sources. */
enum Aggregate {
  SUM {
    @Override
    double of(double one, double other) {
      double sum = one + other;
      return Double.isNaN(sum) ? 0 : sum;
    }
  },
  MIN {
    @Override
    double of(double one, double other) {
      return other < one ? other : one;
    }
  },
  MAX {
    @Override
    double of(double one, double other) {
      return other > one ? other : one;
    }
  };

  private final Word word = Word.of(name());

  abstract double of(double one, double other);

  /** The aggregate that an argument names. */
  static Aggregate of(Arguments arguments, int index) {
    for (Aggregate each : values()) {
      if (arguments.is(index, each.word)) {
        return each;
      }
    }
    throw Refusals.SYNTAX;
  }
}
