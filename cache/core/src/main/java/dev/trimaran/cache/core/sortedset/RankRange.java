package dev.trimaran.cache.core.sortedset;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.ranked.RankedMembers;

/**
 * From one rank to another, both included; negative ones count from the end, and where members are
 * wanted in reverse all do.
 */
record RankRange(long from, long to) implements Range {

  static RankRange of(Call call, int from, int to) {
    long first = call.integer(from);
    return new RankRange(first, call.integer(to));
  }

  @Override
  public Span in(RankedMembers members, boolean reverse) {
    int size = members.size();
    long first = Math.max(0, from < 0 ? from + size : from);
    long last = Math.min(size - 1L, to < 0 ? to + size : to);
    if (first > last) {
      return Span.NONE;
    }
    return reverse
        ? new Span((int) (size - 1 - last), (int) (size - first))
        : new Span((int) first, (int) last + 1);
  }
}
