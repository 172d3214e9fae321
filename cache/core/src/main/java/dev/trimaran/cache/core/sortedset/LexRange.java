package dev.trimaran.cache.core.sortedset;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.core.model.Refused;
import dev.trimaran.cache.core.packed.View;
import dev.trimaran.cache.core.ranked.Bound;
import dev.trimaran.cache.core.ranked.RankedMembers;

/**
 * From one member to another, by their bytes. It makes sense where all scores are equal. Where they
 * are not, a small sorted set is walked, so that it answers as Redis does: up to the first member
 * that is out of range.
 *
 * @param min before the members that are high enough
 * @param max after those that are low enough
 */
record LexRange(Bound min, Bound max) implements Range {

  private static final Refused INVALID = new Refused("ERR min or max not valid string range item");
  private static final int WALKED = 128;

  static LexRange of(Call call, int min, int max) {
    Bound low = bound(call.arguments(), min, true);
    return new LexRange(low, bound(call.arguments(), max, false));
  }

  private static Bound bound(Arguments arguments, int index, boolean isMin) {
    int length = arguments.length(index);
    int offset = arguments.offset(index);
    byte kind = length == 0 ? 0 : arguments.array()[offset];
    View rest = new View();
    return switch (kind) {
      case '[', '(' -> {
        rest.of(arguments.array(), offset + 1, length - 1);
        boolean before = kind == '[' == isMin;
        yield before ? new Bound().beforeMember(rest) : new Bound().afterMember(rest);
      }
      case '-', '+' -> {
        if (length > 1) {
          throw INVALID;
        }
        yield kind == '-' ? new Bound().first() : new Bound().last();
      }
      default -> throw INVALID;
    };
  }

  @Override
  public Span in(RankedMembers members, boolean reverse) {
    if (members.size() > WALKED) {
      return new Span(members.countBefore(min), members.countBefore(max));
    }
    if (members.size() == 0 || isBeyond(members)) {
      return Span.NONE;
    }
    return reverse ? walkBack(members) : walk(members);
  }

  /** Whether the first member is too high, or the last one too low. */
  private boolean isBeyond(RankedMembers members) {
    View member = new View();
    RankedMembers.Cursor first = members.ascending(0);
    first.next(member);
    if (!max.isAfter(first.score(), member)) {
      return true;
    }
    RankedMembers.Cursor last = members.descending(members.size() - 1);
    last.next(member);
    return min.isAfter(last.score(), member);
  }

  private Span walk(RankedMembers members) {
    View member = new View();
    RankedMembers.Cursor cursor = members.ascending(0);
    int first = -1;
    int rank = 0;
    while (cursor.next(member)) {
      if (first < 0 && !min.isAfter(cursor.score(), member)) {
        first = rank;
      }
      if (first >= 0 && !max.isAfter(cursor.score(), member)) {
        break;
      }
      rank++;
    }
    return first < 0 ? Span.NONE : new Span(first, rank);
  }

  private Span walkBack(RankedMembers members) {
    View member = new View();
    RankedMembers.Cursor cursor = members.descending(members.size() - 1);
    int end = -1;
    int rank = members.size();
    while (cursor.next(member)) {
      if (end < 0 && max.isAfter(cursor.score(), member)) {
        end = rank;
      }
      if (end >= 0 && min.isAfter(cursor.score(), member)) {
        break;
      }
      rank--;
    }
    return end < 0 ? Span.NONE : new Span(rank, end);
  }
}
