package dev.trimaran.raft.core.cluster;

import dev.trimaran.base.Checks;
import dev.trimaran.raft.core.model.Effect;
import dev.trimaran.raft.core.model.Entry;
import dev.trimaran.raft.core.model.HardState;
import dev.trimaran.raft.core.model.Restored;
import dev.trimaran.raft.core.model.Retention;
import dev.trimaran.raft.core.model.SnapshotMeta;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is durable on one node. */
public final class TestDisk {

  private final Retention retention;
  private HardState hardState = HardState.INITIAL;
  private final TreeMap<Long, Entry> log = new TreeMap<>();
  private @Nullable SnapshotMeta snapshot;
  private long snapshotDigest;

  TestDisk(Retention retention) {
    this.retention = retention;
  }

  public void write(Effect.Persist persist) {
    HardState changed = persist.hardState();
    if (changed != null) {
      hardState = changed;
    }
    append(log, persist.entries());
  }

  /** Cuts the log back to before the first entry, then appends (section 5.3). */
  static void append(TreeMap<Long, Entry> log, List<Entry> entries) {
    if (entries.isEmpty()) {
      return;
    }
    long first = entries.getFirst().index();
    log.tailMap(first, true).clear();
    Checks.that(log.isEmpty() || log.lastKey() == first - 1, "no gap on disk");
    entries.forEach(entry -> log.put(entry.index(), entry));
  }

  void take(SnapshotMeta meta, long digest) {
    snapshot = meta;
    snapshotDigest = digest;
  }

  void install(SnapshotMeta meta, long digest) {
    take(meta, digest);
    log.clear();
  }

  void compact(long firstIndex) {
    log.headMap(firstIndex).clear();
  }

  /** Index of the first stored entry, 0 when there is none. */
  public long firstIndex() {
    return log.isEmpty() ? 0 : log.firstKey();
  }

  TreeMap<Long, Entry> log() {
    return log;
  }

  @Nullable SnapshotMeta snapshot() {
    return snapshot;
  }

  long snapshotDigest() {
    return snapshotDigest;
  }

  /** Whether the entry survives a crash, in the log or under a snapshot. */
  boolean holds(Entry entry) {
    SnapshotMeta meta = snapshot;
    if (meta != null && meta.index() >= entry.index()) {
      return true;
    }
    Entry stored = log.get(entry.index());
    return stored != null && stored.term() == entry.term();
  }

  Restored restore() {
    SnapshotMeta meta = snapshot;
    SortedMap<Long, Entry> entries =
        retention == Retention.COMPACT || meta == null ? log : log.tailMap(meta.index(), true);
    return new Restored(hardState, snapshot, new ArrayList<>(entries.values()), retention);
  }
}
