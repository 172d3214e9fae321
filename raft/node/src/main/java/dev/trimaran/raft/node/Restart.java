package dev.trimaran.raft.node;

import dev.trimaran.base.port.Disk;
import dev.trimaran.raft.core.model.Configuration;
import dev.trimaran.raft.core.model.Entry;
import dev.trimaran.raft.core.model.SnapshotMeta;
import dev.trimaran.raft.node.model.ReplayNeededException;
import dev.trimaran.raft.node.snapshot.SnapshotStore;
import dev.trimaran.raft.node.wal.KeptLog;
import dev.trimaran.raft.node.wal.KeptLogReader;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the machine what it was at the latest snapshot. */
final class Restart {

  private static final Logger LOG = LoggerFactory.getLogger(RaftNode.class);
  private static final int BATCH_ENTRIES = 1000;
  private static final int BATCH_BYTES = 4 << 20;

  private Restart() {}

  /**
   * From the snapshot or, when the machine cannot use it, from the log that the snapshot stands
   * for.
   */
  static Machine machine(StoredState stored, RaftNodeConfig config, Disk disk, StateMachine machine)
      throws IOException {
    Configuration initial = Configuration.of(config.voters());
    Machine restored = new Machine(machine, initial);
    SnapshotStore.Stored snapshot = stored.snapshot();
    if (snapshot == null) {
      return restored;
    }
    try {
      restored.restore(disk, snapshot.path(), config.identity());
      return restored;
    } catch (ReplayNeededException e) {
      KeptLog kept = stored.log().kept();
      if (kept == null) {
        throw e;
      }
      LOG.warn(
          "node {} applies its log from the first entry to entry {}, since {}",
          config.self(),
          snapshot.meta().index(),
          e.getMessage());
      Machine fresh = new Machine(machine, initial);
      KeptLogReader reader = new KeptLogReader(disk, config.identity(), kept);
      try {
        replay(fresh, snapshot.meta(), reader);
      } finally {
        reader.close();
      }
      return fresh;
    }
  }

  private static void replay(Machine machine, SnapshotMeta until, KeptLogReader reader)
      throws IOException {
    while (machine.index() < until.index()) {
      List<Entry> entries =
          reader.read(machine.index() + 1, until.index(), BATCH_ENTRIES, BATCH_BYTES);
      entries.forEach(machine::apply);
      machine.batchApplied();
    }
  }
}
