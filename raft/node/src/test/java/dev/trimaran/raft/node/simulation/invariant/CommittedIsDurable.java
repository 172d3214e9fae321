package dev.trimaran.raft.node.simulation.invariant;

import dev.trimaran.raft.core.model.Effect;
import dev.trimaran.raft.core.model.Entry;
import dev.trimaran.raft.node.simulation.model.Invariant;
import dev.trimaran.raft.node.simulation.model.LogMirror;
import dev.trimaran.raft.node.simulation.model.NodeRecord;
import dev.trimaran.raft.node.simulation.model.Step;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * An index is committed once, durable on a majority by then, and never cut from a log that has it.
 */
public final class CommittedIsDurable implements Invariant {

  private static final String NAME = "committed is durable";

  private final Supplier<List<NodeRecord>> nodes;
  private final int quorum;
  private final Map<Long, Long> termByIndex = new HashMap<>();

  public CommittedIsDurable(Supplier<List<NodeRecord>> nodes, int quorum) {
    this.nodes = nodes;
    this.quorum = quorum;
  }

  @Override
  public void effect(Step step, Effect effect) {
    if (!(effect instanceof Effect.Persist write) || write.entries().isEmpty()) {
      return;
    }
    Entry first = write.entries().getFirst();
    LogMirror log = step.node().log();
    Long committed = termByIndex.get(first.index());
    if (committed != null && log.termAt(first.index()) == committed && first.term() != committed) {
      throw new Broken(
          NAME, step.node().id() + " cuts the committed index " + first.index() + " from its log");
    }
  }

  @Override
  public void settled(Step step) {
    LogMirror log = step.node().log();
    long from = Math.max(step.before().committed(), log.base()) + 1;
    for (long index = from; index <= step.after().committed(); index++) {
      long term = log.termAt(index);
      Long known = termByIndex.putIfAbsent(index, term);
      if (known == null) {
        requireQuorum(step, index, term);
      } else if (known != term) {
        throw new Broken(
            NAME,
            "index "
                + index
                + " is committed in term "
                + known
                + ", and by "
                + step.node().id()
                + " in term "
                + term);
      }
    }
  }

  private void requireQuorum(Step step, long index, long term) {
    long durable = nodes.get().stream().filter(node -> node.durable().covers(index, term)).count();
    if (durable < quorum) {
      throw new Broken(
          NAME,
          step.node().id()
              + " commits index "
              + index
              + " of term "
              + term
              + " which is durable on "
              + durable
              + " nodes");
    }
  }
}
