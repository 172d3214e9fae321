package dev.trimaran.raft.node.simulation.invariant;

import dev.trimaran.base.NodeId;
import dev.trimaran.raft.core.model.Effect;
import dev.trimaran.raft.core.model.HardState;
import dev.trimaran.raft.core.model.Message;
import dev.trimaran.raft.node.simulation.model.Invariant;
import dev.trimaran.raft.node.simulation.model.Step;

/** Votes, candidacies and acknowledgements leave only after what they stand on is durable. */
public final class DurableBeforeSent implements Invariant {

  private static final String NAME = "durable before sent";

  @Override
  public void effect(Step step, Effect effect) {
    if (!(effect instanceof Effect.Send(var to, var message))) {
      return;
    }
    switch (message) {
      case Message.VoteResponse vote when vote.granted() && !vote.pre() ->
          voted(step, vote.term(), to);
      case Message.VoteRequest request when !request.pre() ->
          voted(step, request.term(), step.node().id());
      case Message.AppendResponse response when response.success() ->
          acknowledged(step, response.term(), response.matchIndex());
      case Message message1 -> {}
    }
  }

  private static void voted(Step step, long term, NodeId candidate) {
    HardState durable = step.node().durableState();
    if (durable.term() < term || (durable.term() == term && !candidate.equals(durable.vote()))) {
      throw new Broken(
          NAME,
          step.node().id()
              + " votes for "
              + candidate
              + " in term "
              + term
              + " while its disk holds "
              + durable);
    }
  }

  private static void acknowledged(Step step, long term, long index) {
    if (step.node().durable().last() < index || step.node().durableState().term() < term) {
      throw new Broken(
          NAME,
          step.node().id()
              + " acknowledges index "
              + index
              + " in term "
              + term
              + " while its disk holds "
              + step.node().durable().last()
              + " and "
              + step.node().durableState());
    }
  }
}
