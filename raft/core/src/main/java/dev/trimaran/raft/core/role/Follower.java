package dev.trimaran.raft.core.role;

import dev.trimaran.base.NodeId;
import dev.trimaran.raft.core.model.Role;
import org.jspecify.annotations.Nullable;

/** A follower: its leader, its election timer, and the reads it asked the leader about. */
public final class Follower implements RoleState {

  private final @Nullable NodeId leader;
  private final ElectionTimer timer;
  private final ForwardedReads reads = new ForwardedReads();
  private boolean suspicious;

  public Follower(@Nullable NodeId leader, int timeout) {
    this.leader = leader;
    this.timer = new ElectionTimer(timeout);
  }

  @Override
  public Role role() {
    return Role.FOLLOWER;
  }

  @Override
  public @Nullable NodeId leader() {
    return leader;
  }

  public ElectionTimer timer() {
    return timer;
  }

  public ForwardedReads reads() {
    return reads;
  }

  /** The leader spoke. */
  public void heard(int newTimeout) {
    suspicious = false;
    timer.restart(newTimeout);
  }

  /** The transport says that the leader is gone. */
  public void suspect(int ticks) {
    suspicious = true;
    timer.shorten(ticks);
  }

  /** Whether a leader was heard within the minimum election timeout: no vote is given then. */
  public boolean isLed(int electionTicks) {
    return leader != null && !suspicious && timer.elapsed() < electionTicks;
  }
}
