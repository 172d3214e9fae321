package dev.trimaran.raft.node.wal;

import java.util.ArrayList;
import java.util.List;

/**
 * Chooses the entries of a segment that get a mark: the first, then one in each {@link
 * Layout#MARK_STEP_BYTES}, and each that cuts the log back. So who reads on from the last mark at
 * or before an index finds the entry that is in force, and not one that was cut.
 */
final class Marking {

  private record Noted(long index, int offset) {}

  private final List<Noted> noted = new ArrayList<>();
  private long lastIndex;
  private long lastOffset;
  private boolean fresh = true;

  /** Another segment begins. */
  void beginSegment() {
    fresh = true;
  }

  /** An entry whose frame is at {@code offset} of the segment. */
  void note(long index, long offset) {
    if (fresh || index <= lastIndex || offset - lastOffset >= Layout.MARK_STEP_BYTES) {
      noted.add(new Noted(index, (int) offset));
      lastOffset = offset;
      fresh = false;
    }
    lastIndex = index;
  }

  /** Index of the last entry of the log, 0 when there is none. */
  long lastIndex() {
    return lastIndex;
  }

  /** The marks of the batch that ends at {@code batchEnd}, in order. */
  List<Mark> take(long batchEnd) {
    if (noted.isEmpty()) {
      return List.of();
    }
    List<Mark> marks = new ArrayList<>(noted.size());
    for (Noted one : noted) {
      marks.add(new Mark(one.index(), one.offset(), (int) batchEnd));
    }
    noted.clear();
    return marks;
  }
}
