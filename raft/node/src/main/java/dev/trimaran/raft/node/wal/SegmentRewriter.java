package dev.trimaran.raft.node.wal;

import dev.trimaran.base.Checks;
import dev.trimaran.base.port.Disk;
import dev.trimaran.base.port.DiskFile;
import dev.trimaran.base.port.World;
import dev.trimaran.raft.core.model.Entry;
import dev.trimaran.raft.core.model.EntryKind;
import dev.trimaran.raft.node.model.StorageIdentity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Puts full segments of a log that is kept in place of themselves, with other data. For any thread;
 * one at a time.
 *
 * <p>Invariant: under the name of a segment is always a whole one whose contents are durable, and
 * both of its ends continue its neighbours.
 */
public final class SegmentRewriter {

  private static final byte[] NOTHING = new byte[0];
  private static final int PAGE_ENTRIES = 1000;
  private static final int PAGE_BYTES = 1 << 20;

  /**
   * A full segment.
   *
   * @param first first entry in force
   * @param last last entry in force
   * @param bytes length of the file
   */
  public record Full(long number, long first, long last, long bytes) {}

  /**
   * What segments are rewritten in.
   *
   * @param onFault told of a failed sync, on a thread of the disk: the node must stop
   */
  public record Setting(
      World world, WalConfig config, StorageIdentity identity, Consumer<IOException> onFault) {}

  private final Setting setting;
  private final KeptLog log;
  private final KeptLogReader reader;
  private final AtomicBoolean busy = new AtomicBoolean();

  public SegmentRewriter(Setting setting, KeptLog log, KeptLogReader reader) {
    this.setting = setting;
    this.log = log;
    this.reader = reader;
  }

  /** The full segments whose entries all are at or before {@code applied}. Blocks. */
  public List<Full> segments(long applied) throws IOException {
    Disk disk = setting.world().disk();
    List<Full> segments = new ArrayList<>();
    for (KeptLog.Span span : log.spans(applied)) {
      String path = Layout.path(span.number());
      if (disk.exists(path)) { // who needs a segment that is missing will say so
        DiskFile file = disk.open(path, Disk.Lane.BULK);
        try {
          segments.add(new Full(span.number(), span.first(), span.last(), file.size()));
        } finally {
          file.close();
        }
      }
    }
    return segments;
  }

  /**
   * Rewrites a segment; blocks until that is durable.
   *
   * @return bytes of the new file
   */
  public long rewrite(long number, long applied, UnaryOperator<Entry> rewriter) throws IOException {
    return outcome(begin(number, applied, rewriter, true));
  }

  /** As {@link #rewrite}, but does not wait for the disk. */
  public CompletableFuture<Long> start(long number, long applied, UnaryOperator<Entry> rewriter)
      throws IOException {
    return begin(number, applied, rewriter, false);
  }

  private CompletableFuture<Long> begin(
      long number, long applied, UnaryOperator<Entry> rewriter, boolean waits) throws IOException {
    KeptLog.Span span = log.span(number);
    Checks.argument(
        span != null && span.last() <= applied, "segment " + number + " is full and applied");
    if (!busy.compareAndSet(false, true)) {
      throw new IllegalStateException("another segment is being rewritten; try again after it");
    }
    Replacement replacement;
    try {
      replacement = Replacement.begin(setting, reader.files(), number, waits);
    } catch (IOException | RuntimeException e) {
      busy.set(false);
      throw e;
    }
    CompletableFuture<Long> done = replacement.done().whenComplete((bytes, e) -> busy.set(false));
    boolean whole = false;
    try {
      if (span != null) {
        copy(span, rewriter, replacement);
      }
      whole = true;
    } finally {
      if (!whole) {
        replacement.abandon();
      }
    }
    replacement.finish();
    return done;
  }

  private void copy(KeptLog.Span span, UnaryOperator<Entry> rewriter, Replacement replacement)
      throws IOException {
    long last = replacement.lastSealed();
    long next = span.first();
    while (next <= last) {
      List<Entry> page = reader.readSealed(span.number(), next, last, PAGE_ENTRIES, PAGE_BYTES);
      for (Entry entry : page) {
        boolean inForce = entry.index() <= span.last();
        replacement.add(entry, inForce ? rewritten(entry, rewriter) : emptied(entry));
      }
      next += page.size();
    }
  }

  /** A later segment cuts this entry; what stands between the two may follow it. */
  private static Entry emptied(Entry entry) {
    return entry.data().length == 0
        ? entry
        : new Entry(entry.index(), entry.term(), entry.kind(), NOTHING);
  }

  private Entry rewritten(Entry entry, UnaryOperator<Entry> rewriter) {
    if (entry.kind() != EntryKind.COMMAND) {
      return entry;
    }
    Entry now = rewriter.apply(entry);
    Checks.argument(
        now.index() == entry.index() && now.term() == entry.term() && now.kind() == entry.kind(),
        "a rewritten entry keeps its index, term and kind");
    Checks.argument(
        now.data().length <= setting.config().maxEntryBytes(), "a rewritten entry fits a segment");
    return now;
  }

  private static long outcome(CompletableFuture<Long> done) throws IOException {
    try {
      return done.join();
    } catch (CompletionException e) {
      Throwable cause = e.getCause();
      throw new IOException(cause == null ? e.getMessage() : cause.getMessage(), e);
    }
  }
}
