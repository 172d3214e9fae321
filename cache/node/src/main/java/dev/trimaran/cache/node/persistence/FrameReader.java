package dev.trimaran.cache.node.persistence;

import dev.trimaran.base.port.DiskFile;
import dev.trimaran.cache.core.model.Arguments;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** Reads the frames of one file in their order. Blocks. */
final class FrameReader {

  private static final int WINDOW_BYTES = 1024 * 1024;

  /**
   * A sound frame, valid until the next is read.
   *
   * @param synced how much of the file was durable when it was written
   * @param end where the next frame begins
   */
  record Frame(int kind, long timeMs, long synced, ByteBuffer requests, long end) {}

  private final DiskFile file;
  private final long size;
  private byte[] window = new byte[WINDOW_BYTES];
  private long windowStart;
  private int windowLength;

  FrameReader(DiskFile file) throws IOException {
    this.file = file;
    this.size = file.size();
  }

  long size() {
    return size;
  }

  Layout.@Nullable FileHeader header() throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Layout.FILE_HEADER_BYTES);
    file.read(0, bytes);
    return Layout.FileHeader.decode(bytes.flip());
  }

  /** The frame at {@code position}; null where there is none, or none that is sound. */
  @Nullable Frame frame(long position) throws IOException {
    if (size - position < Layout.FRAME_HEADER_BYTES) {
      return null;
    }
    int at = load(position, Layout.FRAME_HEADER_BYTES);
    ByteBuffer bytes = ByteBuffer.wrap(window).order(ByteOrder.BIG_ENDIAN);
    int length = bytes.getInt(at + Layout.FRAME_LENGTH);
    if (bytes.getInt(at) != Layout.FRAME_MAGIC
        || length < 0
        || length > size - position - Layout.FRAME_HEADER_BYTES) {
      return null;
    }
    at = load(position, Layout.FRAME_HEADER_BYTES + length);
    bytes = ByteBuffer.wrap(window).order(ByteOrder.BIG_ENDIAN);
    int end = at + Layout.FRAME_HEADER_BYTES + length;
    if (bytes.getInt(at + Layout.FRAME_CRC) != Layout.frameCrc(window, at, end)) {
      return null;
    }
    return new Frame(
        bytes.getInt(at + Layout.FRAME_KIND),
        bytes.getLong(at + Layout.FRAME_TIME),
        bytes.getLong(at + Layout.FRAME_SYNCED),
        bytes.duplicate().position(at + Layout.FRAME_HEADER_BYTES).limit(end),
        position + Layout.FRAME_HEADER_BYTES + length);
  }

  /**
   * Looks behind an unreadable place for a sound frame that was written when that place was durable
   * already.
   *
   * @return where it lies, or -1
   */
  long vouching(long unreadable) throws IOException {
    for (long at = unreadable + 1; at <= size - Layout.FRAME_HEADER_BYTES; at++) {
      int in = load(at, Layout.FRAME_HEADER_BYTES);
      if (window[in] != (byte) (Layout.FRAME_MAGIC >>> 24)) {
        continue;
      }
      Frame found = frame(at);
      if (found != null && found.synced() > unreadable) {
        return at;
      }
    }
    return -1;
  }

  /** Brings {@code length} bytes at {@code position} into the window; answers where they lie. */
  private int load(long position, int length) throws IOException {
    if (position >= windowStart && position + length <= windowStart + windowLength) {
      return (int) (position - windowStart);
    }
    if (window.length < length) {
      window = new byte[length];
    }
    int wanted = (int) Math.min(window.length, size - position);
    ByteBuffer into = ByteBuffer.wrap(window, 0, wanted);
    windowStart = position;
    windowLength = file.read(position, into);
    if (windowLength < length) {
      throw new IOException(file.path() + " has become shorter while it was read");
    }
    return 0;
  }

  /** Hands on the requests of a frame; answers false where they are malformed. */
  static boolean replay(Frame frame, Arguments scratch, Replayer target) {
    ByteBuffer rest = frame.requests().duplicate();
    long timeMs = frame.timeMs();
    while (rest.hasRemaining()) {
      int database = varint(rest);
      int count = varint(rest);
      if (database < 0 || count < 0) {
        return false;
      }
      if (count == 0) {
        timeMs += database;
        continue;
      }
      scratch.begin(rest.array());
      for (int i = 0; i < count; i++) {
        int length = varint(rest);
        if (length < 0 || length > rest.remaining()) {
          return false;
        }
        scratch.add(rest.arrayOffset() + rest.position(), length);
        rest.position(rest.position() + length);
      }
      target.replay(timeMs, database, scratch);
    }
    return true;
  }

  private static int varint(ByteBuffer from) {
    int result = 0;
    for (int shift = 0; shift < 32 && from.hasRemaining(); shift += 7) {
      int next = from.get();
      result |= (next & 0x7f) << shift;
      if (next >= 0) {
        return result;
      }
    }
    return -1;
  }
}
