package dev.trimaran.raft.core.quorum;

/** How an election stands. */
public enum VoteResult {
  PENDING,
  WON,
  LOST
}
