package dev.trimaran.raft.node;

import dev.trimaran.base.Checks;
import dev.trimaran.raft.core.model.Effect;
import dev.trimaran.raft.core.model.Entry;
import dev.trimaran.raft.core.model.Input;
import dev.trimaran.raft.node.model.Counter;
import dev.trimaran.raft.node.wal.KeptLogReader;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads stored entries for followers that are far behind, on the loop of the snapshot files, where
 * reading may wait.
 */
final class EntryFeed {

  private static final Logger LOG = LoggerFactory.getLogger(RaftNode.class);

  private final @Nullable KeptLogReader reader;
  private final Executor loop;
  private final Consumer<Input> answers;
  private String complaint = "";

  /** Entries read for followers. */
  final Counter fed = new Counter();

  EntryFeed(@Nullable KeptLogReader reader, Executor loop, Consumer<Input> answers) {
    this.reader = reader;
    this.loop = loop;
    this.answers = answers;
  }

  void read(Effect.ReadEntries wanted) {
    KeptLogReader log = reader;
    Checks.that(log != null, "entries are read only of a log that is kept");
    if (log != null) {
      loop.execute(() -> answers.accept(answer(log, wanted)));
    }
  }

  void close() {
    if (reader != null) {
      reader.close();
    }
  }

  private Input answer(KeptLogReader log, Effect.ReadEntries wanted) {
    long from = wanted.from();
    try {
      long prevTerm = from == 1 ? 0 : log.read(from - 1, from - 1, 1, 1).getFirst().term();
      List<Entry> entries =
          wanted.maxEntries() == 0
              ? List.of()
              : log.read(from, wanted.last(), wanted.maxEntries(), wanted.maxBytes());
      fed.add(entries.size());
      return new Input.EntriesRead(wanted.to(), from, prevTerm, entries);
    } catch (IOException e) {
      if (!complaint.equals(e.getMessage())) {
        complaint = String.valueOf(e.getMessage());
        LOG.error("node {} lacks entry {}, which cannot be read here", wanted.to(), from, e);
      }
      return new Input.EntriesUnreadable(wanted.to(), from);
    }
  }
}
