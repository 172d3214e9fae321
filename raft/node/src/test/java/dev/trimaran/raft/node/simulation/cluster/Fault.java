package dev.trimaran.raft.node.simulation.cluster;

/** What a nemesis may do. */
public enum Fault {
  /** Splits the nodes in two. */
  CUT,
  /** Loses what goes from one node to another, or from one to all. */
  CUT_ONE_WAY,
  /** Cuts one node off. */
  ISOLATE,
  /** Cuts the leader off. */
  ISOLATE_LEADER,
  /** Stops a node for a while; it does not notice. */
  PAUSE,
  PAUSE_LEADER,
  /** A node crashes and comes back. */
  KILL,
  KILL_LEADER,
  /** A majority or all crash at once. */
  POWER_LOSS,
  /** A node's clock runs fast or slow. */
  CLOCK_DRIFT,
  /** A node's wall clock jumps. */
  CLOCK_JUMP,
  SLOW_DISK,
  /** Syncs of a node fail: it must stop. */
  SYNC_FAILURE,
  DISK_FULL,
  TRANSFER,
  /** Links lose, double, reorder and delay more than usual. */
  BAD_LINKS
}
