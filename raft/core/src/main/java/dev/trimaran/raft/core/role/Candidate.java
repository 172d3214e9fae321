package dev.trimaran.raft.core.role;

import dev.trimaran.base.NodeId;
import dev.trimaran.raft.core.model.Role;
import dev.trimaran.raft.core.quorum.Quorum;
import dev.trimaran.raft.core.quorum.VoteResult;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Stands in the current term (section 5.2). */
public final class Candidate implements RoleState {

  private final Map<NodeId, Boolean> votes = new HashMap<>();
  private final ElectionTimer timer;

  public Candidate(int timeout) {
    this.timer = new ElectionTimer(timeout);
  }

  @Override
  public Role role() {
    return Role.CANDIDATE;
  }

  @Override
  public @Nullable NodeId leader() {
    return null;
  }

  public ElectionTimer timer() {
    return timer;
  }

  /** Counts a vote; a voter's first word stands. */
  public VoteResult count(NodeId voter, boolean granted, Quorum quorum) {
    votes.putIfAbsent(voter, granted);
    return quorum.tally(votes);
  }
}
