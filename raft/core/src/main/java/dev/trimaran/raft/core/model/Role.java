package dev.trimaran.raft.core.model;

/** The roles of section 5.1; a pre-candidate asks first whether it could win (dissertation 9.6). */
public enum Role {
  FOLLOWER,
  PRE_CANDIDATE,
  CANDIDATE,
  LEADER
}
