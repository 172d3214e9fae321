package dev.trimaran.raft.core.election;

import dev.trimaran.base.NodeId;
import dev.trimaran.raft.core.model.Message;
import dev.trimaran.raft.core.model.PlantedBug;
import dev.trimaran.raft.core.quorum.VoteResult;
import dev.trimaran.raft.core.role.Candidate;
import dev.trimaran.raft.core.role.Follower;
import dev.trimaran.raft.core.role.Leader;
import dev.trimaran.raft.core.role.PreCandidate;
import dev.trimaran.raft.core.state.CoreState;
import dev.trimaran.raft.core.state.Transitions;

/** Votes: how they are given (sections 5.2 and 5.4.1), and how they are counted. */
public final class Votes {

  private Votes() {}

  /**
   * Whether a request must be ignored, its term included: this node hears a leader, so the
   * candidate is the one who is cut off (dissertation 4.2.3).
   */
  public static boolean ignores(CoreState state, Message.VoteRequest request) {
    if (request.transfer() || request.term() <= state.term()) {
      return false;
    }
    return switch (state.role()) {
      case Follower follower -> follower.isLed(state.limits().electionTicks());
      case Leader _ -> true; // check-quorum ends its reign if it is not heard
      case PreCandidate _, Candidate _ -> false;
    };
  }

  /** A request of the current term, or a pre-vote for a later one. */
  public static void requested(CoreState state, NodeId from, Message.VoteRequest request) {
    if (request.pre()) {
      boolean granted = request.term() > state.term() && isUpToDate(state, request);
      long term = granted ? request.term() : state.term();
      state.out().send(from, new Message.VoteResponse(term, true, granted));
      return;
    }
    boolean free = state.vote() == null || from.equals(state.vote());
    boolean granted = request.term() == state.term() && free && isUpToDate(state, request);
    if (!granted) {
      state.out().send(from, new Message.VoteResponse(state.term(), false, false));
      return;
    }
    state.voteFor(from);
    if (state.role() instanceof Follower follower) {
      follower.timer().restart(state.randomTimeout());
    }
    state.sendDurable(from, new Message.VoteResponse(state.term(), false, true));
  }

  private static boolean isUpToDate(CoreState state, Message.VoteRequest request) {
    return state.has(PlantedBug.VOTE_WITHOUT_LOG_CHECK)
        || state.log().isUpToDate(request.lastIndex(), request.lastTerm());
  }

  /** A vote arrived; returns whether the election is won and this node must lead. */
  public static boolean answered(CoreState state, NodeId from, Message.VoteResponse vote) {
    switch (state.role()) {
      case PreCandidate pre -> {
        boolean ours = !vote.granted() || vote.term() == state.term() + 1;
        if (vote.pre() && ours) {
          preCounted(state, pre.count(from, vote.granted(), state.quorum()));
        }
        return false;
      }
      case Candidate candidate -> {
        if (vote.pre() || vote.term() != state.term()) {
          return false;
        }
        VoteResult result = candidate.count(from, vote.granted(), state.quorum());
        if (result == VoteResult.LOST) {
          Transitions.follow(state, null);
        }
        return result == VoteResult.WON;
      }
      case Follower _, Leader _ -> {
        return false;
      }
    }
  }

  private static void preCounted(CoreState state, VoteResult result) {
    switch (result) {
      case WON -> Campaign.standForReal(state, false);
      case LOST -> Transitions.follow(state, null);
      case PENDING -> {}
    }
  }
}
