package dev.trimaran.raft.node.simulation.invariant;

import dev.trimaran.raft.core.model.Effect;
import dev.trimaran.raft.core.model.HardState;
import dev.trimaran.raft.core.model.Restored;
import dev.trimaran.raft.node.simulation.model.Invariant;
import dev.trimaran.raft.node.simulation.model.LogMirror;
import dev.trimaran.raft.node.simulation.model.NodeRecord;
import java.util.Objects;

/** What a node was told is durable, it finds again when it starts. */
public final class DurableIsRestored implements Invariant {

  private static final String NAME = "durable is restored";

  @Override
  public void starting(NodeRecord node, Restored restored) {
    if (node.life() == 0) {
      return;
    }
    HardState had = node.durableState();
    HardState found = restored.hardState();
    boolean voteKept = found.term() > had.term() || Objects.equals(found.vote(), had.vote());
    boolean votePending =
        node.pending().stream().anyMatch(write -> found.equals(write.hardState()));
    if (found.term() < had.term() || !(voteKept || votePending)) {
      throw new Broken(NAME, node.id() + " had " + had + " and finds " + found);
    }
    log(node, LogMirror.of(restored));
  }

  private static void log(NodeRecord node, LogMirror found) {
    LogMirror had = node.durable();
    long end = had.last();
    for (Effect.Persist write : node.pending()) {
      if (!write.entries().isEmpty()) {
        end = Math.min(end, write.entries().getFirst().index() - 1);
      }
    }
    for (long index = Math.max(had.base(), found.base()) + 1; index <= end; index++) {
      if (found.termAt(index) != had.termAt(index)) {
        throw new Broken(
            NAME,
            node.id()
                + " had index "
                + index
                + " of term "
                + had.termAt(index)
                + " and finds "
                + (index > found.last() ? "its log ends at " + found.last() : found.termAt(index)));
      }
    }
    if (found.last() < Math.min(end, had.last())) {
      throw new Broken(
          NAME, node.id() + " had index " + end + " and finds a log that ends at " + found.last());
    }
  }
}
