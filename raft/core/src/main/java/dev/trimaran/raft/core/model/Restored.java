package dev.trimaran.raft.core.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What storage found at start.
 *
 * @param snapshot latest durable snapshot, already restored into the state machine, or null
 * @param entries the stored log after {@code firstIndex}, consecutive; may begin before or at the
 *     snapshot's index + 1, never after it; of a log that is kept only what the snapshot does not
 *     stand for
 * @param retention whether storage still has what comes before {@code entries}
 */
public record Restored(
    HardState hardState,
    @Nullable SnapshotMeta snapshot,
    List<Entry> entries,
    Retention retention) {

  /** A node that has never run. */
  public static final Restored NOTHING = new Restored(HardState.INITIAL, null, List.of());

  /** Of a log that is compacted. */
  public Restored(HardState hardState, @Nullable SnapshotMeta snapshot, List<Entry> entries) {
    this(hardState, snapshot, entries, Retention.COMPACT);
  }
}
