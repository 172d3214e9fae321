package dev.trimaran.raft.core.model;

/**
 * Known bugs of Raft systems, to be switched on by tests that prove that the tests find them. No
 * configuration reaches them: they are handed to constructors only.
 */
public enum PlantedBug {
  /** A message leaves before the term, vote or entries it stands on are durable. */
  REPLY_BEFORE_PERSIST,
  /** The vote is forgotten when a node turns follower within its term. */
  VOTE_CLEARED_ON_STEP_DOWN,
  /** Entries of earlier terms are committed by counting replicas (section 5.4.2, figure 8). */
  COMMIT_EARLIER_TERM_BY_COUNTING,
  /** Votes are granted whatever the candidate's log (section 5.4.1). */
  VOTE_WITHOUT_LOG_CHECK,
  /** AppendEntries skips the check of the previous entry and always cuts the log. */
  APPEND_WITHOUT_LOG_CHECK,
  /** The leader answers reads without hearing from a quorum. */
  READ_WITHOUT_QUORUM,
  /** ReadIndex is answered before an entry of the leader's own term is committed. */
  READ_BEFORE_OWN_TERM_COMMIT,
  /** Reads are answered under a lease measured by local ticks, without a round of heartbeats. */
  LEASE_READ_BY_LOCAL_TICKS,
  /** A snapshot is installed without starting the log anew (switched in the node). */
  SNAPSHOT_WITHOUT_LOG_RESET,
  /** Writes are acknowledged before they are forced to disk (switched in the node). */
  ACKNOWLEDGE_BEFORE_FSYNC
}
