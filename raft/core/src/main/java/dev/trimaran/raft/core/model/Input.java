package dev.trimaran.raft.core.model;

import dev.trimaran.base.NodeId;
import java.util.List;

/** All that can happen to a node. */
public sealed interface Input {

  /** One unit of time passed. */
  record Tick() implements Input {}

  /** A message arrived. */
  record Received(NodeId from, Message message) implements Input {}

  /** Clients of this node propose. */
  record Proposed(List<Proposal> proposals) implements Input {}

  /**
   * Clients of this node want to read.
   *
   * @param id chosen by the driver; answered by {@link Effect.ReadReady} or {@link
   *     Effect.ReadRefused}
   */
  record ReadRequested(long id) implements Input {}

  /** The operator wants {@code target} to lead. Answered by {@link Effect.TransferEnded}. */
  record TransferRequested(long id, NodeId target) implements Input {}

  /**
   * The effect {@link Effect.Persist} with this sequence, and all before it, are durable.
   *
   * @param sequence never an index: an index can be written twice (ABA)
   */
  record Persisted(long sequence) implements Input {}

  /** The state machine has applied up to here. */
  record Applied(long index) implements Input {}

  /**
   * A snapshot of the state machine is durable; the log before it is no longer needed by this node.
   *
   * @param retainFrom first index to keep all the same, for followers that lag a little
   */
  record SnapshotTaken(SnapshotMeta meta, long retainFrom) implements Input {}

  /** The answer to {@link Effect.ReadSnapshotChunk}. */
  record SnapshotChunkRead(NodeId to, SnapshotMeta meta, long offset, byte[] data, boolean last)
      implements Input {}

  /** The snapshot asked for is gone or unreadable; the core starts over with the latest. */
  record SnapshotChunkFailed(NodeId to, long snapshotIndex) implements Input {}

  /** The answer to {@link Effect.WriteSnapshotChunk}: the chunk is written. */
  record SnapshotChunkWritten(long snapshotIndex, long nextOffset) implements Input {}

  /** The answer to {@link Effect.InstallSnapshot}: durable, machine and log replaced. */
  record SnapshotInstalled(SnapshotMeta meta) implements Input {}

  /**
   * The answer to {@link Effect.ReadEntries}.
   *
   * @param prevTerm term of the entry before {@code from}, 0 when there is none
   * @param entries consecutive from {@code from}; at least one if any were wanted
   */
  record EntriesRead(NodeId to, long from, long prevTerm, List<Entry> entries) implements Input {}

  /** The entries asked for are damaged, or the disk failed; the core asks again later. */
  record EntriesUnreadable(NodeId to, long from) implements Input {}

  /** The transport could not reach the peer, or lost its connection. A hint, never a proof. */
  record Unreachable(NodeId peer) implements Input {}
}
