package dev.trimaran.raft.node.wal;

import dev.trimaran.base.port.DiskFile;
import dev.trimaran.raft.core.model.Entry;
import dev.trimaran.raft.core.model.EntryKind;
import dev.trimaran.raft.node.model.DamagedFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * Walks from entry to entry of one segment. What it hands out was checked against its checksum;
 * what it passes over only has to lead to the next frame.
 */
final class FrameCursor {

  private static final EntryKind[] KINDS = EntryKind.values();
  private static final String REMEDY =
      "Other nodes of the group hold this entry: remove this node's data directory and let it come"
          + " back without its log";

  private final DiskFile file;
  private final long salt;
  private final ByteBuffer window;
  private final int ahead;
  private final CRC32C crc = new CRC32C();
  private long windowStart;
  private int windowLength;
  private long position;
  private long batchEnd;
  private int length;

  /**
   * @param window what the file is read into; belongs to the cursor while it is used
   * @param ahead how much is read at once when little is needed
   */
  FrameCursor(DiskFile file, long salt, byte[] window, int ahead) {
    this.file = file;
    this.salt = salt;
    this.window = ByteBuffer.wrap(window);
    this.ahead = ahead;
  }

  /** Stands before the entry of a mark. */
  void seek(Mark mark) {
    position = mark.offset();
    batchEnd = mark.batchEnd();
    length = 0;
  }

  /**
   * Goes on to the next entry, which must be {@code index}.
   *
   * @throws DamagedFileException when something else is there
   */
  void next(long index) throws IOException {
    position += length;
    length = 0;
    while (true) {
      if (position + Layout.FRAME_HEADER_BYTES > batchEnd || kind() == 0) {
        nextBatch();
        continue;
      }
      int at = view(Layout.FRAME_HEADER_BYTES);
      int payload = window.getInt(at + Layout.FRAME_LENGTH);
      long end = position + Layout.FRAME_HEADER_BYTES + payload;
      byte kind = window.get(at);
      if (payload < 0 || end > batchEnd || kind > Layout.INDEX || kind < 0) {
        throw damaged("where entry " + index + " or one before it belongs is no frame");
      }
      if (kind == Layout.ENTRY) {
        long found = window.getLong(at + Layout.FRAME_INDEX);
        if (found != index) {
          throw damaged("entry " + found + " is where entry " + index + " belongs");
        }
        length = (int) (end - position);
        return;
      }
      position = end;
    }
  }

  /** Bytes of data of the entry. */
  int dataBytes() {
    return length - Layout.FRAME_HEADER_BYTES;
  }

  /**
   * The entry.
   *
   * @throws DamagedFileException when its checksum does not fit
   */
  Entry entry() throws IOException {
    int at = view(Layout.FRAME_HEADER_BYTES);
    int stored = window.getInt(at + Layout.FRAME_CRC);
    int kind = window.get(at + Layout.FRAME_ENTRY_KIND);
    long index = window.getLong(at + Layout.FRAME_INDEX);
    long term = window.getLong(at + Layout.FRAME_TERM);
    crc.reset();
    crc.update(window.array(), at, Layout.FRAME_CRC);
    crc.update(
        window.array(), at + Layout.FRAME_INDEX, Layout.FRAME_HEADER_BYTES - Layout.FRAME_INDEX);
    byte[] data = data(at);
    crc.update(data);
    if ((int) crc.getValue() != stored) {
      throw damaged("the checksum of entry " + index + " does not fit");
    }
    if (kind < 0 || kind >= KINDS.length) {
      throw damaged("entry " + index + " is of the unknown kind " + kind);
    }
    return new Entry(index, term, KINDS[kind], data);
  }

  private byte[] data(int at) throws IOException {
    byte[] data = new byte[dataBytes()];
    int have = Math.min(data.length, windowLength - at - Layout.FRAME_HEADER_BYTES);
    System.arraycopy(window.array(), at + Layout.FRAME_HEADER_BYTES, data, 0, have);
    if (have < data.length) {
      ByteBuffer rest = ByteBuffer.wrap(data).position(have);
      file.read(position + Layout.FRAME_HEADER_BYTES + have, rest);
      if (rest.hasRemaining()) {
        throw damaged("the file ends within an entry");
      }
    }
    return data;
  }

  private byte kind() throws IOException {
    return window.get(view(1));
  }

  private void nextBatch() throws IOException {
    position = batchEnd;
    int at = view(Layout.BATCH_HEADER_BYTES);
    int bytes = window.getInt(at + Layout.BATCH_LENGTH);
    if (window.getLong(at) != salt || bytes <= 0 || bytes % Layout.ALIGNMENT != 0) {
      throw damaged("no batch begins where one should");
    }
    position += Layout.BATCH_HEADER_BYTES;
    batchEnd = position + bytes;
  }

  /** Where in the window the bytes at the position are. */
  private int view(int needed) throws IOException {
    if (position < windowStart || position + needed > windowStart + windowLength) {
      int wanted = Math.min(window.capacity(), Math.max(needed, ahead));
      window.clear().limit(wanted);
      windowLength = file.read(position, window);
      windowStart = position;
      window.clear();
      if (windowLength < needed) {
        throw damaged("the file ends too early");
      }
    }
    return (int) (position - windowStart);
  }

  private DamagedFileException damaged(String what) {
    return new DamagedFileException(file.path(), position, what, REMEDY);
  }
}
