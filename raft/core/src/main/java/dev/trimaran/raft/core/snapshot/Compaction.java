package dev.trimaran.raft.core.snapshot;

import dev.trimaran.raft.core.log.RaftLog;
import dev.trimaran.raft.core.model.Effect;
import dev.trimaran.raft.core.model.Input;
import dev.trimaran.raft.core.state.CoreState;

/** Log compaction after a local snapshot (section 7). */
public final class Compaction {

  private Compaction() {}

  public static void taken(CoreState state, Input.SnapshotTaken taken) {
    RaftLog log = state.log();
    if (taken.meta().index() <= log.snapshotIndex()) {
      return; // an installed snapshot is later
    }
    long first = log.firstIndex();
    log.compact(taken.meta(), taken.retainFrom());
    state.membership().settledUpTo(taken.meta().index());
    if (log.firstIndex() > first && !log.isKept()) {
      state.out().emit(new Effect.CompactLog(log.firstIndex()));
    }
  }
}
