package dev.trimaran.raft.node.wal;

import dev.trimaran.base.port.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Reads the batches of one segment front to back, with large reads. */
final class SegmentReader {

  private static final int WINDOW_BYTES = 4 << 20;

  /** A sound batch: its header's fields, and its frames in memory. */
  record Batch(long sequence, long durable, int crc, ByteBuffer frames, long end) {}

  private final DiskFile file;
  private final int ahead;
  private final long size;
  private final CRC32C crc = new CRC32C();
  private ByteBuffer window = ByteBuffer.allocate(0);
  private long windowStart;

  SegmentReader(DiskFile file) throws IOException {
    this(file, WINDOW_BYTES);
  }

  /** As the other, but reads no more than so much ahead. */
  SegmentReader(DiskFile file, int ahead) throws IOException {
    this.file = file;
    this.ahead = ahead;
    this.size = file.size();
  }

  long size() {
    return size;
  }

  /** The first sector, shorter when the file is. */
  ByteBuffer sector() throws IOException {
    int length = (int) Math.min(size, Layout.SEGMENT_HEADER_BYTES);
    ByteBuffer view = view(0, length);
    ByteBuffer copy = ByteBuffer.allocate(length);
    return copy.put(view).flip();
  }

  /**
   * The batch at {@code position} when it is sound, whatever its sequence.
   *
   * @return null when there is none
   */
  @Nullable Batch batch(long position, long salt) throws IOException {
    if (position + Layout.BATCH_HEADER_BYTES > size) {
      return null;
    }
    ByteBuffer header = view(position, Layout.BATCH_HEADER_BYTES);
    int start = header.position();
    long length = Integer.toUnsignedLong(header.getInt(start + Layout.BATCH_LENGTH));
    long end = position + Layout.BATCH_HEADER_BYTES + length;
    if (header.getLong(start) != salt || end > size || length % Layout.ALIGNMENT != 0) {
      return null;
    }
    ByteBuffer whole = view(position, (int) (end - position));
    start = whole.position();
    int stored = whole.getInt(start + Layout.BATCH_CRC);
    crc.reset();
    crc.update(whole.duplicate().limit(start + Layout.BATCH_CRC));
    crc.update(whole.duplicate().position(start + Layout.BATCH_HEADER_BYTES));
    if ((int) crc.getValue() != stored) {
      return null;
    }
    return new Batch(
        whole.getLong(start + Layout.BATCH_SEQUENCE),
        whole.getLong(start + Layout.BATCH_DURABLE),
        stored,
        whole.duplicate().position(start + Layout.BATCH_HEADER_BYTES),
        end);
  }

  /** The crc of the batch before the one at {@code position}, as that one has it. */
  int previousCrc(long position) throws IOException {
    ByteBuffer header = view(position, Layout.BATCH_HEADER_BYTES);
    return header.getInt(header.position() + Layout.BATCH_PREVIOUS_CRC);
  }

  /**
   * Looks from {@code position} on for a sound batch that was written when {@code sequence} was
   * durable.
   *
   * @return its position, or -1
   */
  long vouching(long position, long salt, long sequence) throws IOException {
    for (long at = position; at + Layout.BATCH_HEADER_BYTES <= size; ) {
      view(at, Layout.BATCH_HEADER_BYTES);
      int i = (int) (at - windowStart);
      int end = window.limit() - Layout.BATCH_HEADER_BYTES;
      while (i <= end && window.getLong(i) != salt) {
        i += Layout.ALIGNMENT;
      }
      at = windowStart + i;
      Batch batch = i <= end ? batch(at, salt) : null;
      if (batch != null && batch.durable() >= sequence) {
        return at;
      }
      at += i <= end ? Layout.ALIGNMENT : 0;
    }
    return -1;
  }

  /** The bytes at {@code position}: the window, its position and limit set. */
  private ByteBuffer view(long position, int length) throws IOException {
    if (position < windowStart || position + length > windowStart + window.limit()) {
      long wanted = Math.min(Math.max(ahead, length), size - position);
      if (window.capacity() < wanted) {
        window = ByteBuffer.allocate((int) wanted);
      }
      window.clear().limit((int) Math.min(window.capacity(), size - position));
      int read = file.read(position, window);
      window.flip();
      windowStart = position;
      if (read < length) {
        throw new IOException("short read of " + file.path() + " at " + position);
      }
    }
    int start = (int) (position - windowStart);
    return window.duplicate().position(start).limit(start + length);
  }
}
