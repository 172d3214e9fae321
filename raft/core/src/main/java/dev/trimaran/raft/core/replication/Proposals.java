package dev.trimaran.raft.core.replication;

import dev.trimaran.base.NodeId;
import dev.trimaran.raft.core.model.Effect;
import dev.trimaran.raft.core.model.Entry;
import dev.trimaran.raft.core.model.EntryKind;
import dev.trimaran.raft.core.model.Message;
import dev.trimaran.raft.core.model.Proposal;
import dev.trimaran.raft.core.model.Refusal;
import dev.trimaran.raft.core.role.Leader;
import dev.trimaran.raft.core.state.CoreState;
import java.util.List;

/** Proposals: appended by the leader, handed on to it by others, or refused. */
public final class Proposals {

  private Proposals() {}

  /** Clients of this node propose. */
  public static void proposed(CoreState state, List<Proposal> proposals) {
    NodeId leader = state.role().leader();
    if (state.leading() == null && leader != null) {
      var forward = new Message.ForwardedProposals(state.term(), proposals);
      state.out().send(leader, forward);
      return;
    }
    take(state, state.self(), proposals);
  }

  /** Another node handed proposals on. */
  public static void forwarded(CoreState state, NodeId from, Message.ForwardedProposals forwarded) {
    take(state, from, forwarded.proposals());
  }

  /** The leader, or who was taken for it, appended none of these. */
  public static void refused(CoreState state, Message.ProposalsRefused refused) {
    var effect = new Effect.ProposalsRefused(refused.ids(), refused.why(), refused.leader());
    state.out().emit(effect);
  }

  private static void take(CoreState state, NodeId origin, List<Proposal> proposals) {
    Leader leader = state.leading();
    if (leader == null) {
      refuse(state, origin, proposals, Refusal.NO_LEADER);
      return;
    }
    if (state.transfer() != null) {
      refuse(state, origin, proposals, Refusal.TRANSFERRING);
      return;
    }
    int taken = 0;
    for (Proposal proposal : proposals) {
      int bytes = proposal.data().length;
      long total = leader.uncommittedBytes() + bytes;
      // One proposal is always taken, however large, so that none can be refused for ever.
      if (total > state.limits().maxUncommittedBytes() && leader.uncommittedBytes() > 0) {
        break;
      }
      leader.addUncommittedBytes(bytes);
      long index = state.log().lastIndex() + 1;
      state.append(new Entry(index, state.term(), EntryKind.COMMAND, proposal.data()));
      taken++;
    }
    if (taken < proposals.size()) {
      refuse(state, origin, proposals.subList(taken, proposals.size()), Refusal.OVERLOADED);
    }
  }

  private static void refuse(
      CoreState state, NodeId origin, List<Proposal> proposals, Refusal why) {
    List<Long> ids = proposals.stream().map(Proposal::id).toList();
    NodeId leader = state.role().leader();
    if (origin.equals(state.self())) {
      state.out().emit(new Effect.ProposalsRefused(ids, why, leader));
    } else {
      state.out().send(origin, new Message.ProposalsRefused(state.term(), ids, why, leader));
    }
  }
}
