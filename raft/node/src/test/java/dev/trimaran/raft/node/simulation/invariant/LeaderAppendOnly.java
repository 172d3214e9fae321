package dev.trimaran.raft.node.simulation.invariant;

import dev.trimaran.raft.core.model.Effect;
import dev.trimaran.raft.core.model.Role;
import dev.trimaran.raft.node.simulation.model.Invariant;
import dev.trimaran.raft.node.simulation.model.Step;

/** A leader never overwrites or deletes entries in its log (figure 3). */
public final class LeaderAppendOnly implements Invariant {

  @Override
  public void effect(Step step, Effect effect) {
    boolean leads =
        step.before().role() == Role.LEADER
            && step.after().role() == Role.LEADER
            && step.before().term() == step.after().term();
    if (leads
        && effect instanceof Effect.Persist write
        && !write.entries().isEmpty()
        && write.entries().getFirst().index() <= step.node().log().last()) {
      throw new Broken(
          "leader append-only",
          step.node().id()
              + " leads term "
              + step.after().term()
              + " and writes index "
              + write.entries().getFirst().index()
              + " into a log that ends at "
              + step.node().log().last());
    }
  }
}
