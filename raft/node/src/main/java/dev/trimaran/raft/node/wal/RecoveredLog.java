package dev.trimaran.raft.node.wal;

import dev.trimaran.raft.core.model.Entry;
import dev.trimaran.raft.core.model.HardState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the log held at start.
 *
 * @param hardState the last one
 * @param entries consecutive
 * @param tail where to go on
 * @param marking where marks are due next
 * @param kept where the entries are, when the log is kept
 */
public record RecoveredLog(
    HardState hardState, List<Entry> entries, Tail tail, Marking marking, @Nullable KeptLog kept) {

  /**
   * Where writing goes on.
   *
   * @param sealed the segments before the current one, oldest first
   * @param current the segment to go on with, null when a new one is due
   * @param nextNumber number of the next new segment
   * @param nextSequence sequence of the next batch
   * @param chain crc of the last batch
   */
  public record Tail(
      List<Segment> sealed,
      @Nullable OpenSegment current,
      long nextNumber,
      long nextSequence,
      int chain) {}

  /**
   * A segment that is full.
   *
   * @param maxIndex largest index written in it, 0 for none
   */
  public record Segment(long number, long maxIndex) {}

  /** The segment being written. */
  public record OpenSegment(long number, long salt, long position, long maxIndex) {}
}
