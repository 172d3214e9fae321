package dev.trimaran.cache.core.sortedset;

import dev.trimaran.cache.core.ranked.RankedMembers;

/** What a command asks for, of whatever sorted set. */
sealed interface Range permits RankRange, ScoreRange, LexRange {

  /**
   * The members it means.
   *
   * @param reverse they are wanted from the highest down, which matters only where members of
   *     different scores are asked for by their bytes
   */
  Span in(RankedMembers members, boolean reverse);
}
