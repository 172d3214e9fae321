package dev.trimaran.raft.core.engine;

import dev.trimaran.base.Checks;
import dev.trimaran.base.NodeId;
import dev.trimaran.raft.core.election.Campaign;
import dev.trimaran.raft.core.election.Votes;
import dev.trimaran.raft.core.model.Message;
import dev.trimaran.raft.core.read.FollowerReads;
import dev.trimaran.raft.core.read.LeaderReads;
import dev.trimaran.raft.core.replication.Acceptance;
import dev.trimaran.raft.core.replication.Proposals;
import dev.trimaran.raft.core.replication.Rejoin;
import dev.trimaran.raft.core.replication.Replication;
import dev.trimaran.raft.core.role.Candidate;
import dev.trimaran.raft.core.role.Follower;
import dev.trimaran.raft.core.role.Leader;
import dev.trimaran.raft.core.role.PreCandidate;
import dev.trimaran.raft.core.snapshot.SnapshotReceiving;
import dev.trimaran.raft.core.snapshot.SnapshotSending;
import dev.trimaran.raft.core.state.CoreState;
import dev.trimaran.raft.core.state.Transitions;

/** Messages: first the rule of terms (figure 2, all servers), then one line for each message. */
final class Dispatch {

  private Dispatch() {}

  static void message(CoreState state, NodeId from, Message message) {
    if (message instanceof Message.VoteRequest request && Votes.ignores(state, request)) {
      return;
    }
    if (message.term() > state.term() && !isPreVote(message)) {
      Transitions.enterTerm(state, message.term());
    }
    boolean current = message.term() == state.term();
    switch (message) {
      case Message.VoteRequest m -> Votes.requested(state, from, m);
      case Message.VoteResponse m -> voted(state, from, m);
      case Message.AppendRequest m -> appended(state, from, m);
      case Message.AppendResponse m when current -> acknowledged(state, from, m);
      case Message.SnapshotChunk m -> chunk(state, from, m);
      case Message.SnapshotResponse m when current -> SnapshotSending.answered(state, from, m);
      case Message.TimeoutNow _ when current -> timeoutNow(state);
      case Message.ForwardedProposals m -> Proposals.forwarded(state, from, m);
      case Message.ProposalsRefused m -> Proposals.refused(state, m);
      case Message.ReadIndexRequest m -> LeaderReads.asked(state, from, m);
      case Message.ReadIndexResponse m -> FollowerReads.answered(state, m);
      case Message.RejoinRequest _ -> Rejoin.asked(state, from);
      case Message.RejoinResponse _ -> {
        // for the driver, which holds the node back until then
      }
      case Message.AppendResponse _, Message.SnapshotResponse _, Message.TimeoutNow _ -> {
        // of an earlier term: says nothing about this one
      }
    }
  }

  /** A pre-vote names a term that nobody has entered. */
  private static boolean isPreVote(Message message) {
    return (message instanceof Message.VoteRequest request && request.pre())
        || (message instanceof Message.VoteResponse vote && vote.pre() && vote.granted());
  }

  private static void voted(CoreState state, NodeId from, Message.VoteResponse vote) {
    if (Votes.answered(state, from, vote)) {
      Replication.lead(state);
    }
  }

  private static void appended(CoreState state, NodeId from, Message.AppendRequest request) {
    if (request.term() < state.term()) {
      Acceptance.stale(state, from, request);
      return;
    }
    hearLeader(state, from);
    Acceptance.received(state, from, request);
  }

  private static void acknowledged(CoreState state, NodeId from, Message.AppendResponse answer) {
    Replication.answered(state, from, answer);
    LeaderReads.echoed(state, from, answer.readContext());
  }

  private static void chunk(CoreState state, NodeId from, Message.SnapshotChunk chunk) {
    if (chunk.term() < state.term()) {
      long index = chunk.meta().index();
      state.out().send(from, new Message.SnapshotResponse(state.term(), index, 0, false));
      return;
    }
    hearLeader(state, from);
    SnapshotReceiving.received(state, from, chunk);
  }

  private static void timeoutNow(CoreState state) {
    if (state.role() instanceof Follower) {
      Campaign.standForTransfer(state);
    }
  }

  /** The one leader of this term spoke. */
  private static void hearLeader(CoreState state, NodeId from) {
    switch (state.role()) {
      case Follower follower when from.equals(follower.leader()) ->
          follower.heard(state.randomTimeout());
      case Follower follower -> {
        Checks.that(follower.leader() == null, "one leader for each term");
        Transitions.follow(state, from);
      }
      case PreCandidate _, Candidate _ -> Transitions.follow(state, from);
      case Leader _ -> Checks.that(false, "one leader for each term");
    }
  }
}
