package dev.trimaran.raft.node.member;

/** What a node may do, as its directory says. */
public enum Standing {
  /** The directory is new, and no majority has vouched that this is right: the node is silent. */
  NEWBORN,
  /** The operator said that the directory was lost: the node is fed, but has no say. */
  REJOINING,
  /** It takes part in everything. */
  MEMBER
}
