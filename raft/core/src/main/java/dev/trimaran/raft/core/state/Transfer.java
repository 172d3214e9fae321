package dev.trimaran.raft.core.state;

import dev.trimaran.base.NodeId;

/** Leadership on its way to {@code target}; outlives the leader's own role (dissertation 3.10). */
public final class Transfer {

  private final long id;
  private final NodeId target;
  private int ticks;
  private boolean urged;

  public Transfer(long id, NodeId target) {
    this.id = id;
    this.target = target;
  }

  public long id() {
    return id;
  }

  public NodeId target() {
    return target;
  }

  /** One tick; returns whether the time is up. */
  public boolean tick(int limit) {
    ticks++;
    return ticks >= limit;
  }

  /** Returns true the first time: the target is told to stand. */
  public boolean urge() {
    boolean first = !urged;
    urged = true;
    return first;
  }

  /** The target is to be told again. */
  public void urgeAgain() {
    urged = false;
  }
}
