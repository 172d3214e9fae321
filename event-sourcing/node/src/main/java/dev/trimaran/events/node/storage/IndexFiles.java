package dev.trimaran.events.node.storage;

import dev.trimaran.base.codec.DecodeException;
import dev.trimaran.base.port.Disk;
import dev.trimaran.base.port.DiskFile;
import dev.trimaran.events.core.index.SealedSegment;
import dev.trimaran.events.core.index.SegmentDirectory;
import dev.trimaran.raft.node.model.DamagedFileException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files of sealed segments, a bounded number of them open; for any thread. */
final class IndexFiles {

  private static final Logger LOG = LoggerFactory.getLogger(IndexFiles.class);

  /** A thread that is interrupted closes the channel that others read from as well. */
  private static final int ATTEMPTS = 5;

  /** An open file, in use by some. */
  private static final class Opened {
    private final DiskFile file;
    private int users;

    Opened(DiskFile file) {
      this.file = file;
    }
  }

  private final Disk disk;
  private final IndexConfig config;
  private final BlockCache cache;
  private final LinkedHashMap<Long, Opened> open = new LinkedHashMap<>(16, 0.75f, true);
  private boolean closed;

  IndexFiles(Disk disk, IndexConfig config) {
    this.disk = disk;
    this.config = config;
    this.cache = new BlockCache(config.cacheBytes());
  }

  /**
   * Opens the file of the segment that begins at a position: its footer and its directory are read.
   * Blocks.
   *
   * @throws DecodeException when it is torn, damaged, of another log or of another place
   */
  SealedSegment<IOException> open(long first) throws IOException, DecodeException {
    Opened opened = take(first);
    try {
      long size = opened.file.size();
      if (size < SegmentDirectory.FOOTER_BYTES) {
        throw new DecodeException("a file of " + size + " bytes", 0);
      }
      int tail = SegmentDirectory.FOOTER_BYTES;
      SegmentDirectory.Footer footer =
          SegmentDirectory.footer(read(opened.file, size - tail, tail));
      boolean fits =
          footer.fileBytes() == size
              && footer.directoryAt() > 0
              && footer.directoryBytes() > 0
              && footer.directoryAt() + (long) footer.directoryBytes() + tail == size;
      if (!fits) {
        throw new DecodeException("a file of " + size + " bytes, whose footer tells others", 0);
      }
      SegmentDirectory directory =
          SegmentDirectory.decode(
              read(opened.file, footer.directoryAt(), footer.directoryBytes()), config.identity());
      if (directory.first() != first || directory.size() != config.segmentEvents()) {
        throw new DecodeException(
            directory.size() + " events from position " + directory.first(), 0);
      }
      return new SealedSegment<>(directory, block -> block(first, block));
    } finally {
      giveBack(opened);
    }
  }

  /** Removes the file of a segment, and closes it. */
  void delete(long first) {
    forget(first);
    disk.delete(Layout.path(first), Disk.Lane.BULK, failure -> {});
  }

  /** The file of a segment was replaced. */
  synchronized void forget(long first) {
    Opened opened = open.remove(first);
    if (opened != null && opened.users == 0) {
      opened.file.close();
    }
    cache.clear();
  }

  synchronized void close() {
    closed = true;
    for (Opened opened : open.values()) {
      if (opened.users == 0) {
        opened.file.close();
      }
    }
    open.clear();
  }

  private ByteBuffer block(long first, SegmentDirectory.Block block) throws IOException {
    ByteBuffer cached = cache.get(first, block.at());
    if (cached != null) {
      return cached;
    }
    Opened opened = take(first);
    try {
      ByteBuffer content = SegmentDirectory.verified(read(opened.file, block.at(), block.bytes()));
      cache.put(first, block.at(), content);
      return content;
    } catch (DecodeException e) {
      String path = Layout.path(first);
      LOG.error("{} is damaged at offset {}. {}", path, block.at(), Layout.REMEDY);
      disk.delete(path, Disk.Lane.BULK, failure -> {});
      disk.syncDirectory(Layout.DIRECTORY, Disk.Lane.BULK, failure -> {});
      throw new DamagedFileException(
          path, block.at(), String.valueOf(e.getMessage()), Layout.REMEDY);
    } finally {
      giveBack(opened);
    }
  }

  private static ByteBuffer read(DiskFile file, long at, int bytes)
      throws IOException, DecodeException {
    for (int attempt = 1; ; attempt++) {
      try {
        ByteBuffer into = ByteBuffer.allocate(bytes);
        file.read(at, into);
        if (into.hasRemaining()) {
          throw new DecodeException("the file ends " + into.remaining() + " bytes early", 0);
        }
        return into.flip();
      } catch (ClosedChannelException e) {
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

  private synchronized Opened take(long first) throws IOException {
    if (closed) {
      throw new IOException("the node has stopped: its index is closed");
    }
    Opened opened = open.get(first);
    if (opened == null) {
      String path = Layout.path(first);
      if (!disk.exists(path)) {
        throw new DamagedFileException(path, 0, "the file is missing", Layout.REMEDY);
      }
      opened = new Opened(disk.open(path, Disk.Lane.BULK));
      open.put(first, opened);
      closeSurplus();
    }
    opened.users++;
    return opened;
  }

  private synchronized void giveBack(Opened opened) {
    opened.users--;
    if (opened.users == 0 && !open.containsValue(opened)) {
      opened.file.close();
    }
  }

  private void closeSurplus() {
    Iterator<Opened> oldest = open.values().iterator();
    int surplus = open.size() - config.openFiles();
    while (surplus > 0 && oldest.hasNext()) {
      Opened opened = oldest.next();
      surplus--;
      oldest.remove();
      if (opened.users == 0) {
        opened.file.close();
      }
    }
  }
}
