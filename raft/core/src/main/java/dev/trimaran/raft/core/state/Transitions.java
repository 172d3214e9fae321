package dev.trimaran.raft.core.state;

import dev.trimaran.base.Checks;
import dev.trimaran.base.NodeId;
import dev.trimaran.raft.core.model.Effect;
import dev.trimaran.raft.core.model.Message;
import dev.trimaran.raft.core.model.PlantedBug;
import dev.trimaran.raft.core.model.Refusal;
import dev.trimaran.raft.core.role.Candidate;
import dev.trimaran.raft.core.role.Follower;
import dev.trimaran.raft.core.role.Leader;
import dev.trimaran.raft.core.role.PreCandidate;
import dev.trimaran.raft.core.role.ReadRounds;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The changes of role (figure 4). What the old role owed to readers is settled on leaving it. */
public final class Transitions {

  private Transitions() {}

  /** A later term was seen: its vote is free, its leader unknown. */
  public static void enterTerm(CoreState state, long term) {
    settleReads(state);
    state.enterTerm(term);
    state.role(new Follower(null, state.randomTimeout()));
  }

  /** Follows {@code leader}, or nobody yet, in the current term; the vote stays given. */
  public static void follow(CoreState state, @Nullable NodeId leader) {
    settleReads(state);
    if (state.has(PlantedBug.VOTE_CLEARED_ON_STEP_DOWN)) {
      state.forgetVote();
    }
    state.role(new Follower(leader, state.randomTimeout()));
    settleTransfer(state);
  }

  public static void toPreCandidate(CoreState state) {
    settleReads(state);
    int patience = state.limits().electionTicks() / 2;
    state.role(new PreCandidate(state.randomTimeout() - patience));
  }

  public static void toCandidate(CoreState state) {
    settleReads(state);
    state.enterTerm(state.term() + 1);
    state.voteFor(state.self());
    state.role(new Candidate(state.randomTimeout()));
  }

  public static Leader toLeader(CoreState state) {
    Checks.that(state.role() instanceof Candidate, "only a candidate becomes leader");
    state.receipt().end();
    long last = state.log().lastIndex();
    var leader = new Leader(state.self(), last + 1);
    leader.configure(state.membership().current(), last + 1, state.limits());
    state.role(leader);
    settleTransfer(state);
    return leader;
  }

  /** A leader emerged: a transfer under way has succeeded, or not. */
  private static void settleTransfer(CoreState state) {
    Transfer transfer = state.transfer();
    NodeId leader = state.role().leader();
    if (transfer != null && leader != null) {
      Refusal failure = leader.equals(transfer.target()) ? null : Refusal.TRANSFER_FAILED;
      endTransfer(state, transfer, failure);
    }
  }

  public static void endTransfer(CoreState state, Transfer transfer, @Nullable Refusal failure) {
    state.out().emit(new Effect.TransferEnded(transfer.id(), failure));
    state.transfer(null);
  }

  /** Reads that the role took on and can no longer answer. */
  private static void settleReads(CoreState state) {
    switch (state.role()) {
      case Follower follower -> refuse(state, follower.reads().takeAll());
      case Leader leader -> {
        for (ReadRounds.Read read : leader.reads().takeAll()) {
          if (read.origin().equals(state.self())) {
            refuse(state, List.of(read.id()));
          } else {
            var answer = new Message.ReadIndexResponse(state.term(), read.id(), -1);
            state.out().send(read.origin(), answer);
          }
        }
      }
      case PreCandidate _, Candidate _ -> {}
    }
  }

  public static void refuse(CoreState state, List<Long> reads) {
    for (long id : reads) {
      state.out().emit(new Effect.ReadRefused(id, Refusal.NO_LEADER));
    }
  }
}
