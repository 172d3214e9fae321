package dev.trimaran.events.core.index;

import dev.trimaran.base.Checks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Positions that may be the events of a stream with revisions of a range: by hash, so events of
 * another stream may be among them.
 */
public final class Candidates {

  /** A position beyond the first that was found for a revision. */
  private record Other(long revision, long position) {}

  private static final long NONE = -1;

  private final long low;
  private final long high;
  private final long[] positions;
  private final List<Other> others = new ArrayList<>(0);
  private int missing;

  /**
   * @param low first revision, inclusive
   * @param high last revision, inclusive
   */
  public Candidates(long low, long high) {
    Checks.argument(low >= 0 && high >= low && high - low < Integer.MAX_VALUE, "a range");
    this.low = low;
    this.high = high;
    this.positions = new long[(int) (high - low + 1)];
    this.missing = positions.length;
    Arrays.fill(positions, NONE);
  }

  public long low() {
    return low;
  }

  public long high() {
    return high;
  }

  /** Whether each revision has a candidate. */
  public boolean isComplete() {
    return missing == 0;
  }

  /** The candidates of a revision, most often one; those of newer segments first. */
  public long[] of(long revision) {
    long position = positions[(int) (revision - low)];
    if (position == NONE) {
      return new long[0];
    }
    if (others.isEmpty()) {
      return new long[] {position};
    }
    List<Other> more = others.stream().filter(other -> other.revision == revision).toList();
    long[] all = new long[1 + more.size()];
    all[0] = position;
    for (int i = 1; i < all.length; i++) {
      all[i] = more.get(i - 1).position;
    }
    return all;
  }

  void add(long revision, long position) {
    int slot = (int) (revision - low);
    if (positions[slot] == NONE) {
      positions[slot] = position;
      missing--;
    } else {
      others.add(new Other(revision, position));
    }
  }
}
