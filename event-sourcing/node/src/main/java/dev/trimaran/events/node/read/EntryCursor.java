package dev.trimaran.events.node.read;

import dev.trimaran.events.node.storage.EventIndex;
import dev.trimaran.raft.core.model.Entry;
import dev.trimaran.raft.node.LogReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** The commands of entries, for one page: from memory, else read from the log some at a time. */
final class EntryCursor {

  private static final int MAX_ENTRIES = 4096;
  private static final int MAX_BYTES = 1 << 20;

  private final EventIndex index;
  private final LogReader log;
  private final int readBytes;
  private List<Entry> read = List.of();

  /**
   * @param maxBytes of events that the page may have
   */
  EntryCursor(EventIndex index, LogReader log, int maxBytes) {
    this.index = index;
    this.log = log;
    this.readBytes = Math.clamp(maxBytes, 16 << 10, MAX_BYTES);
  }

  /**
   * The command of an entry.
   *
   * @param last the entry up to which those between will probably be wanted as well
   */
  ByteBuffer command(long entry, long last) throws IOException {
    ByteBuffer recent = index.recent(entry);
    if (recent != null) {
      return recent;
    }
    boolean known =
        !read.isEmpty() && entry >= read.getFirst().index() && entry <= read.getLast().index();
    if (!known) {
      int ahead = (int) Math.min(MAX_ENTRIES, Math.max(0, last - entry) + 1);
      read = log.read(entry, ahead, readBytes);
    }
    return LogReader.command(read.get((int) (entry - read.getFirst().index())));
  }
}
