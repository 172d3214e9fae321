package dev.trimaran.raft.core.election;

import dev.trimaran.base.NodeId;
import dev.trimaran.raft.core.model.Refusal;
import dev.trimaran.raft.core.progress.Progress;
import dev.trimaran.raft.core.role.Candidate;
import dev.trimaran.raft.core.role.Follower;
import dev.trimaran.raft.core.role.Leader;
import dev.trimaran.raft.core.role.PreCandidate;
import dev.trimaran.raft.core.state.CoreState;
import dev.trimaran.raft.core.state.Transfer;
import dev.trimaran.raft.core.state.Transitions;

/** What time does to elections: timeouts, check-quorum, the limit of a transfer. */
public final class Clockwork {

  private Clockwork() {}

  public static void tick(CoreState state) {
    Transfer transfer = state.transfer();
    if (transfer != null && transfer.tick(state.limits().electionTicks())) {
      Transitions.endTransfer(state, transfer, Refusal.TRANSFER_FAILED);
    }
    switch (state.role()) {
      case Follower follower -> standWhen(state, follower.timer().tick());
      case PreCandidate pre -> standWhen(state, pre.timer().tick());
      case Candidate candidate -> standWhen(state, candidate.timer().tick());
      case Leader leader -> checkQuorum(state, leader);
    }
  }

  private static void standWhen(CoreState state, boolean timeIsUp) {
    if (timeIsUp) {
      Campaign.stand(state);
    }
  }

  /** A leader that no quorum answered within an election timeout steps down (section 6.2). */
  private static void checkQuorum(CoreState state, Leader leader) {
    if (!leader.tickQuorum(state.limits().electionTicks())) {
      return;
    }
    if (!state.quorum().reached(node -> isHeard(state, leader, node))) {
      Transitions.follow(state, null);
      return;
    }
    leader.followers().values().forEach(Progress::forgetActive);
  }

  private static boolean isHeard(CoreState state, Leader leader, NodeId node) {
    Progress progress = leader.follower(node);
    return node.equals(state.self())
        || (progress != null && progress.isActive() && leader.counts(node));
  }

  /** The transport lost a peer. Only a hint: it makes an election sooner, never less safe. */
  public static void unreachable(CoreState state, NodeId peer) {
    switch (state.role()) {
      case Follower follower -> {
        if (peer.equals(follower.leader())) {
          follower.suspect(state.randomHaste());
        }
      }
      case Leader leader -> {
        Progress progress = leader.follower(peer);
        if (progress != null) {
          progress.connectionLost();
        }
      }
      case PreCandidate _, Candidate _ -> {}
    }
  }
}
