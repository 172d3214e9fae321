package dev.trimaran.raft.node;

import dev.trimaran.base.Checks;
import dev.trimaran.raft.core.model.Entry;
import dev.trimaran.raft.node.wal.KeptLog;
import dev.trimaran.raft.node.wal.KeptLogReader;
import java.io.IOException;
import java.util.List;
import java.util.function.LongSupplier;

/** The kept log up to what is committed. */
final class CommittedLog implements LogReader {

  private final KeptLog log;
  private final KeptLogReader reader;
  private final LongSupplier committed;
  private final LogRewriter rewriter;

  CommittedLog(KeptLog log, KeptLogReader reader, LongSupplier committed, LogRewriter rewriter) {
    this.log = log;
    this.reader = reader;
    this.committed = committed;
    this.rewriter = rewriter;
  }

  LogRewriter rewriter() {
    return rewriter;
  }

  @Override
  public long firstIndex() {
    return log.firstIndex();
  }

  @Override
  public long lastIndex() {
    return committed.getAsLong();
  }

  @Override
  public Entry read(long index) throws IOException {
    Checks.argument(
        index >= 1 && index <= lastIndex(), "the index is from 1 to the last one committed");
    return reader.read(index, index, 1, Integer.MAX_VALUE).getFirst();
  }

  @Override
  public List<Entry> read(long from, int maxEntries, int maxBytes) throws IOException {
    Checks.argument(from >= 1, "an index is positive");
    Checks.argument(maxEntries > 0 && maxBytes > 0, "the limits are positive");
    long last = lastIndex();
    return from > last ? List.of() : reader.read(from, last, maxEntries, maxBytes);
  }
}
