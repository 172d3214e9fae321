package dev.trimaran.raft.core.election;

import dev.trimaran.base.NodeId;
import dev.trimaran.raft.core.model.Message;
import dev.trimaran.raft.core.quorum.VoteResult;
import dev.trimaran.raft.core.role.PreCandidate;
import dev.trimaran.raft.core.state.CoreState;
import dev.trimaran.raft.core.state.Transitions;

/** The candidate's side of an election (section 5.2; dissertation 9.6 for the pre-vote). */
public final class Campaign {

  private Campaign() {}

  /** The time without a leader is up. Who may not vote, or is installing a snapshot, waits. */
  public static void stand(CoreState state) {
    if (!mayStand(state)) {
      Transitions.follow(state, null);
      return;
    }
    Transitions.toPreCandidate(state);
    var pre = (PreCandidate) state.role();
    if (pre.count(state.self(), true, state.quorum()) == VoteResult.WON) {
      standForReal(state, false);
      return;
    }
    request(state, state.term() + 1, true, false);
  }

  /** The leader hands over: stand at once, without a pre-vote (dissertation 3.10). */
  public static void standForTransfer(CoreState state) {
    if (mayStand(state)) {
      standForReal(state, true);
    }
  }

  static void standForReal(CoreState state, boolean transfer) {
    Transitions.toCandidate(state);
    // The own vote counts, and others are asked, once the own vote is durable.
    var own = new Message.VoteResponse(state.term(), false, true);
    state.sendDurable(state.self(), own);
    request(state, state.term(), false, transfer);
  }

  private static boolean mayStand(CoreState state) {
    return state.membership().current().isVoter(state.self()) && !state.receipt().isInstalling();
  }

  private static void request(CoreState state, long term, boolean pre, boolean transfer) {
    var log = state.log();
    var ask = new Message.VoteRequest(term, pre, transfer, log.lastIndex(), log.lastTerm());
    for (NodeId voter : state.membership().current().members()) {
      if (voter.equals(state.self()) || !state.membership().current().isVoter(voter)) {
        continue;
      }
      if (pre) {
        state.out().send(voter, ask);
      } else {
        state.sendDurable(voter, ask);
      }
    }
  }
}
