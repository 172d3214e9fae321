package dev.trimaran.raft.core.read;

import dev.trimaran.base.NodeId;
import dev.trimaran.raft.core.model.Effect;
import dev.trimaran.raft.core.model.Message;
import dev.trimaran.raft.core.model.PlantedBug;
import dev.trimaran.raft.core.role.Leader;
import dev.trimaran.raft.core.role.ReadRounds;
import dev.trimaran.raft.core.role.ReadRounds.Read;
import dev.trimaran.raft.core.state.CoreState;
import java.util.List;

/** ReadIndex on the leader (dissertation 6.4). */
public final class LeaderReads {

  private LeaderReads() {}

  /** A follower asks on behalf of its readers. */
  public static void asked(CoreState state, NodeId from, Message.ReadIndexRequest request) {
    Leader leader = state.leading();
    if (leader == null) {
      var answer = new Message.ReadIndexResponse(state.term(), request.context(), -1);
      state.out().send(from, answer);
      return;
    }
    leader.reads().add(new Read(from, request.context()));
  }

  /** Called at the end of each step: reads that wait start a round, unless one is under way. */
  public static void flush(CoreState state) {
    Leader leader = state.leading();
    if (leader == null || !leader.reads().canStart()) {
      return;
    }
    long commit = state.log().knownCommit();
    // Until an entry of its own term is committed, a leader does not know what is committed.
    boolean ready =
        commit >= leader.openingIndex() || state.has(PlantedBug.READ_BEFORE_OWN_TERM_COMMIT);
    if (!ready) {
      return;
    }
    leader.reads().start(commit);
    if (needsNoRound(state, leader)) {
      answer(state, leader.reads());
    } else {
      leader.requestHeartbeat();
    }
  }

  private static boolean needsNoRound(CoreState state, Leader leader) {
    boolean lease =
        state.has(PlantedBug.LEASE_READ_BY_LOCAL_TICKS)
            && leader.quorumTicks() < state.limits().electionTicks();
    return state.quorum().isOnly(state.self())
        || lease
        || state.has(PlantedBug.READ_WITHOUT_QUORUM);
  }

  /** A follower echoed a round in the current term. */
  public static void echoed(CoreState state, NodeId from, long context) {
    Leader leader = state.leading();
    if (leader == null || !leader.reads().echo(from, context)) {
      return;
    }
    ReadRounds reads = leader.reads();
    boolean confirmed =
        state
            .quorum()
            .reached(node ->
                node.equals(state.self()) || (reads.hasEchoed(node) && leader.counts(node)));
    if (confirmed) {
      answer(state, reads);
    }
  }

  private static void answer(CoreState state, ReadRounds reads) {
    long index = reads.index();
    List<Read> round = reads.takeRound();
    for (Read read : round) {
      if (read.origin().equals(state.self())) {
        state.out().emit(new Effect.ReadReady(read.id(), index));
      } else {
        var message = new Message.ReadIndexResponse(state.term(), read.id(), index);
        state.out().send(read.origin(), message);
      }
    }
  }
}
