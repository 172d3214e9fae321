package dev.trimaran.raft.node.wal;

import dev.trimaran.base.Checks;
import dev.trimaran.base.port.Disk;
import dev.trimaran.raft.core.model.Entry;
import dev.trimaran.raft.node.model.DamagedFileException;
import dev.trimaran.raft.node.model.StorageIdentity;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import org.jspecify.annotations.Nullable;

/** Reads durable entries of a log that is kept, by index; for any thread. Blocks. */
public final class KeptLogReader {

  /** What is read for one entry when it is small: the step of the marks, and some more. */
  private static final int ONE_BYTES = 20 << 10;

  private static final int WINDOW_BYTES = 64 << 10;
  private static final int KEPT_WINDOWS = 16;

  /** A thread that is interrupted closes the channel that others read from as well. */
  private static final int ATTEMPTS = 5;

  private final KeptLog log;
  private final SegmentFiles files;
  private final ArrayBlockingQueue<byte[]> windows = new ArrayBlockingQueue<>(KEPT_WINDOWS);

  public KeptLogReader(Disk disk, StorageIdentity identity, KeptLog log) {
    this.log = log;
    this.files = new SegmentFiles(disk, identity, log);
  }

  /**
   * Reads entries from {@code from} on: at least one, else within both limits, and none beyond
   * {@code last}.
   *
   * @param last at least {@code from}; held by the log
   * @throws DamagedFileException when what is stored is not what was written
   * @throws IOException when the disk fails, or the reader is closed
   */
  public List<Entry> read(long from, long last, int maxEntries, int maxBytes) throws IOException {
    Checks.argument(from > 0 && last >= from, "a range of the log is not empty");
    Checks.argument(maxEntries > 0, "maxEntries is positive");
    Page page = new Page(last, maxEntries, maxBytes);
    try (Reading reading = new Reading(maxEntries == 1 ? ONE_BYTES : WINDOW_BYTES)) {
      for (long index = from; index <= last && !page.isFull(); index = from + page.count()) {
        KeptLog.Place place = log.locate(index);
        if (place == null) {
          throw new DamagedFileException(
              Layout.DIRECTORY, 0, "entry " + index + " is in no segment", Recovery.REMEDY);
        }
        read(reading, place, index, page);
      }
    }
    return page.entries;
  }

  /**
   * As {@link #read}, of what a full segment held when it was sealed: also entries that a later
   * segment has cut.
   */
  List<Entry> readSealed(long number, long from, long last, int maxEntries, int maxBytes)
      throws IOException {
    Page page = new Page(last, maxEntries, maxBytes);
    KeptLog.Place segment = new KeptLog.Place(number, last, 0, null);
    try (Reading reading = new Reading(WINDOW_BYTES)) {
      for (long index = from; index <= last && !page.isFull(); index = from + page.count()) {
        read(reading, segment, index, page);
      }
    }
    return page.entries;
  }

  SegmentFiles files() {
    return files;
  }

  /** Closes the files once nobody reads them. */
  public void close() {
    files.close();
  }

  /** Reads to the end of one stretch, or until the page is full. */
  private void read(Reading reading, KeptLog.Place place, long index, Page page)
      throws IOException {
    int before = page.count();
    for (int attempt = 1; ; attempt++) {
      try {
        reading.stretch(place, index + page.count() - before, page);
        return;
      } catch (ClosedChannelException e) {
        reading.renew();
        if (Thread.currentThread().isInterrupted()) {
          InterruptedIOException interrupted =
              new InterruptedIOException("reading was interrupted");
          interrupted.initCause(e);
          throw interrupted;
        }
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /** What was read so far, and how much more is wanted. */
  private static final class Page {
    private final List<Entry> entries = new ArrayList<>();
    private final long last;
    private final int maxEntries;
    private final long maxBytes;
    private long bytes;
    private boolean full;

    Page(long last, int maxEntries, long maxBytes) {
      this.last = last;
      this.maxEntries = maxEntries;
      this.maxBytes = maxBytes;
    }

    int count() {
      return entries.size();
    }

    boolean isFull() {
      return full || entries.size() == maxEntries;
    }

    /** Whether an entry of this size still belongs to the page; the first always does. */
    boolean hasRoom(int size) {
      full = !entries.isEmpty() && bytes + size > maxBytes;
      return !full;
    }

    void add(Entry entry) {
      entries.add(entry);
      bytes += entry.data().length;
    }
  }

  /** One reader at work: its window, and the segment it is in. */
  private final class Reading implements AutoCloseable {
    private final byte[] window;
    private final int ahead;
    private SegmentFiles.@Nullable Opened segment;
    private @Nullable FrameCursor cursor;

    Reading(int ahead) {
      byte[] kept = windows.poll();
      this.window = kept == null ? new byte[WINDOW_BYTES] : kept;
      this.ahead = ahead;
    }

    void stretch(KeptLog.Place place, long from, Page page) throws IOException {
      SegmentFiles.Opened opened = open(place.number());
      Stretch known = place.salt() == opened.salt() ? place.stretch() : null;
      Stretch stretch = known == null ? files.stretch(opened, from) : known;
      FrameCursor frames = cursor;
      if (frames == null) {
        frames = new FrameCursor(opened.file(), opened.salt(), window, ahead);
        cursor = frames;
      }
      frames.seek(stretch.mark());
      for (long index = stretch.mark().index(); index < from; index++) {
        frames.next(index);
      }
      long end = Math.min(page.last, Math.min(place.last(), stretch.last()));
      for (long index = from; index <= end && !page.isFull(); index++) {
        frames.next(index);
        if (page.hasRoom(frames.dataBytes())) {
          page.add(frames.entry());
        }
      }
    }

    private SegmentFiles.Opened open(long number) throws IOException {
      SegmentFiles.Opened current = segment;
      if (current != null && current.number() == number) {
        return current;
      }
      leave();
      SegmentFiles.Opened opened = files.take(number);
      segment = opened;
      return opened;
    }

    /** The file cannot be read any more, or has lost its name. */
    void renew() {
      SegmentFiles.Opened current = segment;
      if (current != null) {
        files.detach(current);
      }
      leave();
    }

    private void leave() {
      SegmentFiles.Opened current = segment;
      if (current != null) {
        files.giveBack(current);
      }
      segment = null;
      cursor = null;
    }

    @Override
    public void close() {
      leave();
      windows.offer(window);
    }
  }
}
