package dev.trimaran.raft.node.simulation.invariant;

import dev.trimaran.raft.core.model.Role;
import dev.trimaran.raft.node.simulation.model.Invariant;
import dev.trimaran.raft.node.simulation.model.LogMirror;
import dev.trimaran.raft.node.simulation.model.Step;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What was committed in a term is in the log of every leader of later terms (figure 3). */
public final class LeaderCompleteness implements Invariant {

  private record Last(long index, long term) {}

  /** Term of a leader to the last entry that it committed. */
  private final NavigableMap<Long, Last> committed = new TreeMap<>();

  @Override
  public void settled(Step step) {
    LogMirror log = step.node().log();
    if (step.after().role() != Role.LEADER) {
      return;
    }
    if (step.before().role() != Role.LEADER) {
      Map.Entry<Long, Last> earlier = committed.lowerEntry(step.after().term());
      if (earlier != null && !log.covers(earlier.getValue().index, earlier.getValue().term)) {
        throw new Broken(
            "leader completeness",
            step.node().id()
                + " leads term "
                + step.after().term()
                + " without index "
                + earlier.getValue().index
                + ", committed in term "
                + earlier.getKey());
      }
    }
    long index = step.after().committed();
    if (index > step.before().committed()) {
      long floor = committed.isEmpty() ? 0 : committed.lastEntry().getValue().index;
      if (index > floor) {
        committed.put(step.after().term(), new Last(index, log.termAt(index)));
      }
    }
  }
}
