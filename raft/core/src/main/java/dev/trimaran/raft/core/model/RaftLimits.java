package dev.trimaran.raft.core.model;

import dev.trimaran.base.Checks;

/**
 * The numbers of the protocol.
 *
 * @param electionTicks minimum ticks without a leader before standing; the timeout is drawn from
 *     {@code [electionTicks, 2 * electionTicks)} (section 5.2)
 * @param heartbeatTicks ticks between heartbeats of a leader
 * @param maxBatchBytes bytes of entries in one AppendEntries (one entry may exceed it)
 * @param maxBatchEntries entries in one AppendEntries
 * @param maxInflightMessages AppendEntries in flight to one follower
 * @param maxInflightBytes bytes in flight to one follower
 * @param maxUncommittedBytes proposals beyond it are refused as overloaded
 * @param snapshotChunkBytes size of a snapshot chunk
 */
public record RaftLimits(
    int electionTicks,
    int heartbeatTicks,
    int maxBatchBytes,
    int maxBatchEntries,
    int maxInflightMessages,
    int maxInflightBytes,
    long maxUncommittedBytes,
    int snapshotChunkBytes) {

  public static final RaftLimits DEFAULT =
      new RaftLimits(50, 5, 1 << 20, 4096, 64, 8 << 20, 64L << 20, 256 << 10);

  public RaftLimits {
    Checks.argument(heartbeatTicks > 0, "heartbeatTicks must be positive");
    Checks.argument(electionTicks > 2 * heartbeatTicks, "electionTicks must exceed two heartbeats");
    Checks.argument(maxBatchBytes > 0 && maxBatchEntries > 0, "batch limits must be positive");
    Checks.argument(
        maxInflightMessages > 0 && maxInflightBytes > 0, "in-flight limits must be positive");
    Checks.argument(maxUncommittedBytes > 0, "maxUncommittedBytes must be positive");
    Checks.argument(snapshotChunkBytes > 0, "snapshotChunkBytes must be positive");
  }
}
