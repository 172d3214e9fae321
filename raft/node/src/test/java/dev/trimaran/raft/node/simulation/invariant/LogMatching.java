package dev.trimaran.raft.node.simulation.invariant;

import dev.trimaran.raft.core.model.Effect;
import dev.trimaran.raft.core.model.Entry;
import dev.trimaran.raft.node.simulation.model.Invariant;
import dev.trimaran.raft.node.simulation.model.LogMirror;
import dev.trimaran.raft.node.simulation.model.Step;
import java.util.HashMap;
import java.util.Map;

/**
 * Entries of equal index and term are equal, and so is everything before them (figure 3): it is
 * enough that they carry the same and stand on the same term, by induction.
 */
public final class LogMatching implements Invariant {

  private static final String NAME = "log matching";

  private record Place(long index, long term) {}

  private record Content(long previousTerm, long hash) {}

  private final Map<Place, Content> entries = new HashMap<>();

  @Override
  public void effect(Step step, Effect effect) {
    if (!(effect instanceof Effect.Persist write) || write.entries().isEmpty()) {
      return;
    }
    LogMirror log = step.node().log();
    Entry first = write.entries().getFirst();
    if (first.index() > log.last() + 1) {
      throw new Broken(NAME, step.node().id() + " leaves a gap before index " + first.index());
    }
    long previous = log.termAt(first.index() - 1);
    for (Entry entry : write.entries()) {
      Content content = new Content(previous, LogMirror.hash(entry));
      Content known = entries.putIfAbsent(new Place(entry.index(), entry.term()), content);
      if (known != null
          && (known.hash != content.hash
              || (known.previousTerm != previous
                  && known.previousTerm != LogMirror.UNKNOWN
                  && previous != LogMirror.UNKNOWN))) {
        throw new Broken(
            NAME, "two different entries of index " + entry.index() + " and term " + entry.term());
      }
      previous = entry.term();
    }
  }
}
