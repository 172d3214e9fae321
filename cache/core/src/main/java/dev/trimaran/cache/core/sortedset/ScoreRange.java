package dev.trimaran.cache.core.sortedset;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.core.model.Refused;
import dev.trimaran.cache.core.ranked.Bound;
import dev.trimaran.cache.core.ranked.RankedMembers;
import dev.trimaran.cache.core.text.Doubles;

/** From one score to another; an open end leaves its own score out. */
record ScoreRange(double min, boolean minOpen, double max, boolean maxOpen) implements Range {

  private static final Refused NOT_A_FLOAT = new Refused("ERR min or max is not a float");

  static ScoreRange of(Call call, int min, int max) {
    boolean minOpen = isOpen(call, min);
    double low = limit(call, min, minOpen);
    boolean maxOpen = isOpen(call, max);
    return new ScoreRange(low, minOpen, limit(call, max, maxOpen), maxOpen);
  }

  private static boolean isOpen(Call call, int index) {
    Arguments arguments = call.arguments();
    return arguments.length(index) > 0 && arguments.array()[arguments.offset(index)] == '(';
  }

  /**
   * As {@code strtod} reads a string of C: space before the number is skipped, a zero byte ends it,
   * and nothing is zero.
   */
  private static double limit(Call call, int index, boolean open) {
    Arguments arguments = call.arguments();
    byte[] array = arguments.array();
    int at = arguments.offset(index) + (open ? 1 : 0);
    int last = arguments.offset(index) + arguments.length(index);
    int end = at;
    while (end < last && array[end] != 0) {
      end++;
    }
    if (at == end) {
      return 0;
    }
    while (at < end && (array[at] == ' ' || array[at] >= '\t' && array[at] <= '\r')) {
      at++;
    }
    double parsed = Doubles.parseWide(array, at, end - at);
    if (Double.isNaN(parsed)) {
      throw NOT_A_FLOAT;
    }
    return parsed;
  }

  @Override
  public Span in(RankedMembers members, boolean reverse) {
    Bound bound = new Bound();
    int first = members.countBefore(minOpen ? bound.afterScore(min) : bound.beforeScore(min));
    int end = members.countBefore(maxOpen ? bound.beforeScore(max) : bound.afterScore(max));
    return new Span(first, end);
  }
}
