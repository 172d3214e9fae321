package dev.trimaran.raft.core.model;

/** Why a request was not taken. It is certain that nothing was appended for it. */
public enum Refusal {
  /** No leader is known here, or the one asked is none (any more). */
  NO_LEADER,
  /** The leader holds as many uncommitted bytes or entries as it may. */
  OVERLOADED,
  /** Leadership is being handed over. */
  TRANSFERRING,
  /** A transfer did not finish within an election timeout, or its target cannot lead. */
  TRANSFER_FAILED
}
