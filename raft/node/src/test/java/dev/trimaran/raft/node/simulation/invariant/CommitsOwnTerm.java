package dev.trimaran.raft.node.simulation.invariant;

import dev.trimaran.raft.core.model.Role;
import dev.trimaran.raft.node.simulation.model.Invariant;
import dev.trimaran.raft.node.simulation.model.LogMirror;
import dev.trimaran.raft.node.simulation.model.NodeRecord;
import dev.trimaran.raft.node.simulation.model.Step;
import java.util.List;
import java.util.function.Supplier;

/**
 * A leader commits what lies at or before an entry of its own term that is durable on a majority,
 * and nothing else (section 5.4.2): figure 8 shows what may be lost otherwise. A leader whose own
 * disk lags shows a smaller commit index, which may be of an earlier term.
 */
public final class CommitsOwnTerm implements Invariant {

  private final Supplier<List<NodeRecord>> nodes;
  private final int quorum;

  public CommitsOwnTerm(Supplier<List<NodeRecord>> nodes, int quorum) {
    this.nodes = nodes;
    this.quorum = quorum;
  }

  @Override
  public void settled(Step step) {
    boolean leads =
        step.before().role() == Role.LEADER
            && step.after().role() == Role.LEADER
            && step.before().term() == step.after().term();
    if (leads && step.after().committed() > step.before().committed() && !isBacked(step)) {
      throw new Broken(
          "commits own term",
          step.node().id()
              + " leads term "
              + step.after().term()
              + " and commits index "
              + step.after().committed()
              + " of an earlier one by counting");
    }
  }

  private boolean isBacked(Step step) {
    LogMirror log = step.node().log();
    long term = step.after().term();
    long index = step.after().committed();
    while (index <= log.last() && log.termAt(index) != term) {
      index++;
    }
    long own = index;
    return index <= log.last()
        && nodes.get().stream().filter(node -> node.durable().covers(own, term)).count() >= quorum;
  }
}
