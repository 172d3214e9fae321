package dev.trimaran.raft.node.simulation.invariant;

import dev.trimaran.raft.core.model.View;
import dev.trimaran.raft.node.simulation.model.Invariant;
import dev.trimaran.raft.node.simulation.model.Step;

/** Within one life, term, snapshot, applied and committed never go back, and keep their order. */
public final class MonotonicPointers implements Invariant {

  @Override
  public void stepped(Step step) {
    View before = step.before();
    View after = step.after();
    boolean forward =
        before.term() <= after.term()
            && before.snapshotIndex() <= after.snapshotIndex()
            && before.applied() <= after.applied()
            && before.committed() <= after.committed();
    boolean ordered =
        after.snapshotIndex() <= after.applied()
            && after.applied() <= after.committed()
            && after.committed() <= after.lastIndex();
    if (!forward || !ordered) {
      throw new Broken("monotonic pointers", before + " became " + after);
    }
  }
}
