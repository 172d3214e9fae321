package dev.trimaran.raft.node;

import dev.trimaran.base.port.World;
import dev.trimaran.raft.core.model.Entry;
import dev.trimaran.raft.core.model.HardState;
import dev.trimaran.raft.core.model.PlantedBug;
import dev.trimaran.raft.core.model.Restored;
import dev.trimaran.raft.core.model.Retention;
import dev.trimaran.raft.core.model.SnapshotMeta;
import dev.trimaran.raft.node.model.DamagedFileException;
import dev.trimaran.raft.node.model.StorageIdentity;
import dev.trimaran.raft.node.snapshot.SnapshotStore;
import dev.trimaran.raft.node.wal.RecoveredLog;
import dev.trimaran.raft.node.wal.Recovery;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the disk holds at start, snapshot and log made to fit each other.
 *
 * @param snapshot the latest
 * @param log as read
 * @param restored what the core is to know
 * @param resetTo the log is empty, ended before this snapshot, or contradicts it: an install was
 *     cut short after the snapshot was durable, and the log is to be started anew; else null
 */
record StoredState(
    SnapshotStore.@Nullable Stored snapshot,
    RecoveredLog log,
    Restored restored,
    @Nullable SnapshotMeta resetTo) {

  static StoredState read(World world, RaftNodeConfig config, Set<PlantedBug> bugs)
      throws IOException {
    return switch (config.retention()) {
      case COMPACT -> compacted(world, config.identity(), bugs);
      case KEEP -> kept(world, config.identity());
    };
  }

  /** All from the snapshot's last entry on is read; what is before it stays where it is. */
  private static StoredState kept(World world, StorageIdentity identity) throws IOException {
    SnapshotStore.Stored snapshot = SnapshotStore.open(world.disk(), identity);
    SnapshotMeta meta = snapshot == null ? null : snapshot.meta();
    long from = meta == null ? 1 : meta.index();
    RecoveredLog log = Recovery.readKept(world.disk(), identity, from);
    List<Entry> entries = log.entries();
    int first = 0;
    while (first < entries.size() && entries.get(first).index() < from) {
      first++;
    }
    entries = List.copyOf(entries.subList(first, entries.size()));
    boolean whole = entries.isEmpty() ? meta == null : entries.getFirst().index() == from;
    if (!whole || (meta != null && entries.getFirst().term() != meta.term())) {
      throw new DamagedFileException(
          "wal",
          0,
          "entry " + from + ", to which the latest snapshot goes, is not in the log",
          "Restore the log from a copy, or remove this node's data directory and let it come back"
              + " without its log");
    }
    Restored restored = new Restored(log.hardState(), meta, entries, Retention.KEEP);
    return new StoredState(snapshot, log, restored, null);
  }

  private static StoredState compacted(World world, StorageIdentity identity, Set<PlantedBug> bugs)
      throws IOException {
    SnapshotStore.Stored snapshot = SnapshotStore.open(world.disk(), identity);
    RecoveredLog log = Recovery.read(world.disk(), identity);
    SnapshotMeta meta = snapshot == null ? null : snapshot.meta();
    List<Entry> entries = log.entries();
    refuseGap(meta, entries);
    boolean anew =
        meta != null
            && isOvertaken(meta, entries)
            && !bugs.contains(PlantedBug.SNAPSHOT_WITHOUT_LOG_RESET);
    Restored restored = new Restored(log.hardState(), meta, anew ? List.of() : entries);
    return new StoredState(snapshot, log, restored, anew ? meta : null);
  }

  /** Whether this node has never run, as far as its files tell. */
  boolean isEmpty() {
    return snapshot == null
        && restored.entries().isEmpty()
        && restored.hardState().equals(HardState.INITIAL);
  }

  private static void refuseGap(@Nullable SnapshotMeta meta, List<Entry> entries)
      throws DamagedFileException {
    long end = meta == null ? 0 : meta.index();
    if (!entries.isEmpty() && entries.getFirst().index() > end + 1) {
      throw new DamagedFileException(
          "snapshot",
          0,
          "the log begins at entry "
              + entries.getFirst().index()
              + ", but the latest snapshot ends at "
              + end,
          "Restore the missing snapshot from a copy, or remove this node's data directory and let"
              + " it join again as a new node");
    }
  }

  private static boolean isOvertaken(SnapshotMeta meta, List<Entry> entries) {
    if (entries.isEmpty()) {
      return true; // it may have been started anew after an earlier snapshot
    }
    long first = entries.getFirst().index();
    if (entries.getLast().index() < meta.index()) {
      return true;
    }
    return first <= meta.index() && entries.get((int) (meta.index() - first)).term() != meta.term();
  }
}
