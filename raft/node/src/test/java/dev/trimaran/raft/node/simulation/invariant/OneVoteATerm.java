package dev.trimaran.raft.node.simulation.invariant;

import dev.trimaran.base.NodeId;
import dev.trimaran.raft.core.model.Effect;
import dev.trimaran.raft.core.model.Message;
import dev.trimaran.raft.node.simulation.model.Invariant;
import dev.trimaran.raft.node.simulation.model.Step;
import java.util.HashMap;
import java.util.Map;

/** A node, in all its lives, votes for at most one candidate in a term (section 5.2). */
public final class OneVoteATerm implements Invariant {

  private record Ballot(NodeId voter, long term) {}

  private final Map<Ballot, NodeId> votes = new HashMap<>();

  @Override
  public void effect(Step step, Effect effect) {
    if (effect instanceof Effect.Send(var to, Message.VoteResponse(var term, var pre, var granted))
        && granted
        && !pre) {
      vote(step.node().id(), term, to);
    } else if (effect instanceof Effect.Send(var to, Message.VoteRequest request)
        && !request.pre()) {
      vote(step.node().id(), request.term(), step.node().id());
    }
  }

  private void vote(NodeId voter, long term, NodeId candidate) {
    NodeId other = votes.putIfAbsent(new Ballot(voter, term), candidate);
    if (other != null && !other.equals(candidate)) {
      throw new Broken(
          "one vote a term",
          voter + " votes in term " + term + " for " + other + " and for " + candidate);
    }
  }
}
