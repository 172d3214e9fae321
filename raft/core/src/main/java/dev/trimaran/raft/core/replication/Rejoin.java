package dev.trimaran.raft.core.replication;

import dev.trimaran.base.NodeId;
import dev.trimaran.raft.core.model.Entry;
import dev.trimaran.raft.core.model.Message;
import dev.trimaran.raft.core.role.Leader;
import dev.trimaran.raft.core.state.CoreState;

/**
 * The leader's side of the return of a voter that lost its log and its vote.
 *
 * <p>The rule: the leader appends an entry, the barrier, after it has heard of the loss, and counts
 * the voter for nothing (commits, reads, check-quorum) until the barrier is committed by the others
 * alone. The voter neither votes nor stands nor acknowledges to any other leader until it holds the
 * barrier and hears, in the same term, that it is committed.
 *
 * <p>Why that is enough. Let the term be T; a majority Q of the voters, all of them others, holds
 * the barrier of T. (1) What the voter acknowledged before its loss and what was committed by that
 * is in the leader's log: whoever else holds it, at least a majority less one, meets Q, and nobody
 * of Q had entered a later term. So whoever holds the barrier holds it too. (2) A vote it gave in a
 * term after T, and has forgotten, elects nobody any more: besides that vote a candidate needs a
 * majority less one of the others, one of which is in Q and refuses a log without the barrier; and
 * who was elected so before Q answered would have brought one of Q into the later term.
 */
public final class Rejoin {

  private Rejoin() {}

  /** A voter says that it lost everything, and asks what it must hold to count again. */
  public static void asked(CoreState state, NodeId from) {
    Leader leader = state.leading();
    if (leader == null || !state.membership().current().isVoter(from)) {
      return;
    }
    long barrier = leader.barrier(from);
    if (barrier == 0) {
      barrier = state.log().lastIndex() + 1;
      state.append(Entry.noop(barrier, state.term()));
    }
    leader.lostAll(from, barrier, state.limits());
    state.out().send(from, new Message.RejoinResponse(state.term(), barrier));
  }
}
