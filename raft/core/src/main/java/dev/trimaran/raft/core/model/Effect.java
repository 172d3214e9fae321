package dev.trimaran.raft.core.model;

import dev.trimaran.base.NodeId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that a node can want done. */
public sealed interface Effect {

  /**
   * Write to the log and make durable; answered by {@link Input.Persisted}.
   *
   * @param sequence 1, 2, 3, ... in order of issue
   * @param hardState to be recorded, or null when unchanged
   * @param entries consecutive; when the first is not past the end of the log, the log is first cut
   *     back to before it (section 5.3); may be empty
   */
  record Persist(long sequence, @Nullable HardState hardState, List<Entry> entries)
      implements Effect {}

  /** Send, best effort. */
  record Send(NodeId to, Message message) implements Effect {}

  /** Hand committed entries, consecutive and each once, to the state machine. */
  record Apply(List<Entry> entries) implements Effect {}

  /** A linearizable read may be served once {@code index} is applied. */
  record ReadReady(long id, long index) implements Effect {}

  record ReadRefused(long id, Refusal why) implements Effect {}

  /** These proposals of this node were certainly not appended. */
  record ProposalsRefused(List<Long> ids, Refusal why, @Nullable NodeId leader) implements Effect {}

  /** A transfer ended; {@code failure} is null when the target leads. */
  record TransferEnded(long id, @Nullable Refusal failure) implements Effect {}

  /**
   * Read a part of the stored snapshot for a follower; answered by {@link Input.SnapshotChunkRead}.
   */
  record ReadSnapshotChunk(NodeId to, long snapshotIndex, long offset, int maxBytes)
      implements Effect {}

  /**
   * Write a received chunk to the pending snapshot file; offset 0 starts it anew. Answered by
   * {@link Input.SnapshotChunkWritten}.
   */
  record WriteSnapshotChunk(SnapshotMeta meta, long offset, byte[] data) implements Effect {}

  /**
   * The pending snapshot is complete: verify it, make it durable, restore the state machine from it
   * and start the log anew after it. Answered by {@link Input.SnapshotInstalled}.
   */
  record InstallSnapshot(SnapshotMeta meta) implements Effect {}

  /**
   * Read entries that are no longer in memory, for a follower that is far behind; only of a log
   * that is kept ({@link Retention#KEEP}). Answered by {@link Input.EntriesRead} or {@link
   * Input.EntriesUnreadable}.
   *
   * @param from first index wanted; the term of the entry before it is wanted too
   * @param last not beyond this index; all up to it is committed
   * @param maxEntries 0 when only that term is wanted
   * @param maxBytes of data; one entry may exceed it
   */
  record ReadEntries(NodeId to, long from, long last, int maxEntries, int maxBytes)
      implements Effect {}

  /** Entries before {@code firstIndex} may be dropped from the stored log. */
  record CompactLog(long firstIndex) implements Effect {}

  /** Role, term or leader changed: for metrics, leases and readers of the status. */
  record RoleChanged(Role role, long term, @Nullable NodeId leader) implements Effect {}
}
