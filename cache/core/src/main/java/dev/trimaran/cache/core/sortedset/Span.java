package dev.trimaran.cache.core.sortedset;

/**
 * Neighbours by rank.
 *
 * @param first the lowest rank
 * @param end the rank after the highest; not above first where there are none
 */
record Span(int first, int end) {

  static final Span NONE = new Span(0, 0);

  int size() {
    return Math.max(0, end - first);
  }

  /**
   * What remains when {@code offset} are skipped and {@code limit} are taken, from the highest rank
   * on where {@code reverse}. A negative offset skips all, a negative limit takes all.
   */
  Span limited(long offset, long limit, boolean reverse) {
    if (offset < 0 || offset >= size()) {
      return NONE;
    }
    int taken = (int) (limit < 0 ? size() - offset : Math.min(limit, size() - offset));
    int skipped = (int) offset;
    return reverse
        ? new Span(end - skipped - taken, end - skipped)
        : new Span(first + skipped, first + skipped + taken);
  }
}
