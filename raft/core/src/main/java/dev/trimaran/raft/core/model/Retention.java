package dev.trimaran.raft.core.model;

/** What becomes of the stored log once a snapshot stands for its beginning. */
public enum Retention {
  /** It is dropped; a follower that needs it gets the snapshot (section 7). */
  COMPACT,
  /**
   * It stays, from entry 1 on: the log is the data. A snapshot only spares a restart the replay; a
   * follower that is far behind gets the entries themselves, read from the leader's disk.
   */
  KEEP
}
