package dev.trimaran.raft.core.role;

import dev.trimaran.base.NodeId;
import dev.trimaran.raft.core.model.Role;
import org.jspecify.annotations.Nullable;

/** What a node is, and what it knows only while it is that. */
public sealed interface RoleState permits Follower, PreCandidate, Candidate, Leader {

  Role role();

  /** The leader of the current term, if known. */
  @Nullable NodeId leader();
}
