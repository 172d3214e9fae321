package dev.trimaran.raft.node.simulation.invariant;

import dev.trimaran.base.NodeId;
import dev.trimaran.raft.core.model.Role;
import dev.trimaran.raft.node.simulation.model.Invariant;
import dev.trimaran.raft.node.simulation.model.Step;
import java.util.HashMap;
import java.util.Map;

/** At most one leader in a term (figure 3). */
public final class ElectionSafety implements Invariant {

  private final Map<Long, NodeId> leaders = new HashMap<>();

  @Override
  public void stepped(Step step) {
    if (step.after().role() == Role.LEADER && step.before().role() != Role.LEADER) {
      NodeId self = step.node().id();
      NodeId other = leaders.putIfAbsent(step.after().term(), self);
      if (other != null) {
        throw new Broken(
            "election safety",
            "in term " + step.after().term() + " first " + other + ", then " + self + " leads");
      }
    }
  }
}
