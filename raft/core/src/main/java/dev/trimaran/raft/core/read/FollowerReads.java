package dev.trimaran.raft.core.read;

import dev.trimaran.base.NodeId;
import dev.trimaran.raft.core.model.Effect;
import dev.trimaran.raft.core.model.Message;
import dev.trimaran.raft.core.model.Refusal;
import dev.trimaran.raft.core.role.Candidate;
import dev.trimaran.raft.core.role.Follower;
import dev.trimaran.raft.core.role.ForwardedReads;
import dev.trimaran.raft.core.role.Leader;
import dev.trimaran.raft.core.role.PreCandidate;
import dev.trimaran.raft.core.role.ReadRounds.Read;
import dev.trimaran.raft.core.state.CoreState;
import dev.trimaran.raft.core.state.Transitions;

/** Reads where they are asked for: on a follower, the leader is asked for the index. */
public final class FollowerReads {

  private FollowerReads() {}

  public static void requested(CoreState state, long id) {
    switch (state.role()) {
      case Leader leader -> leader.reads().add(new Read(state.self(), id));
      case Follower follower -> {
        if (follower.leader() == null) {
          state.out().emit(new Effect.ReadRefused(id, Refusal.NO_LEADER));
        } else {
          follower.reads().add(id);
        }
      }
      case PreCandidate _, Candidate _ ->
          state.out().emit(new Effect.ReadRefused(id, Refusal.NO_LEADER));
    }
  }

  /** Called at the end of each step: the next batch is asked about, under a context of its own. */
  public static void flush(CoreState state) {
    if (!(state.role() instanceof Follower follower) || !follower.reads().canAsk()) {
      return;
    }
    NodeId leader = follower.leader();
    if (leader != null) {
      long context = state.nextReadContext();
      follower.reads().ask(context);
      state.out().send(leader, new Message.ReadIndexRequest(state.term(), context));
    }
  }

  public static void answered(CoreState state, Message.ReadIndexResponse answer) {
    if (!(state.role() instanceof Follower follower)
        || !follower.reads().isAsked(answer.context())) {
      return; // an answer to an earlier request says nothing about this one
    }
    ForwardedReads reads = follower.reads();
    if (answer.index() < 0) {
      Transitions.refuse(state, reads.takeAsked());
      return;
    }
    for (long id : reads.takeAsked()) {
      state.out().emit(new Effect.ReadReady(id, answer.index()));
    }
  }

  /** An answer that does not come within an election timeout is lost. */
  public static void tick(CoreState state) {
    if (state.role() instanceof Follower follower
        && follower.reads().tick(state.limits().electionTicks())) {
      Transitions.refuse(state, follower.reads().takeAsked());
    }
  }
}
