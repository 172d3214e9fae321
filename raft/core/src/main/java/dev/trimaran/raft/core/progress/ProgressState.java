package dev.trimaran.raft.core.progress;

/** How a leader sends to a follower. */
public enum ProgressState {
  /** It is not known where the logs agree: one request at a time. */
  PROBE,
  /** The logs agree: requests are pipelined. */
  REPLICATE,
  /** The follower needs entries that are gone: the snapshot is on its way. */
  SNAPSHOT
}
