package dev.trimaran.cache.node.persistence;

import dev.trimaran.cache.core.model.Arguments;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Requests on their way into one frame, in an array that is used again. A request is added whole,
 * or piece by piece: {@link #begin}, then {@link #argument} as often as said.
 */
final class Batch implements Source.Sink {

  private static final int FIRST_BYTES = 16 * 1024;
  private static final int KEPT_BYTES = 1024 * 1024;
  private static final int MAX_BYTES = Integer.MAX_VALUE - 8;

  private byte[] array = new byte[FIRST_BYTES];
  private int end = Layout.FRAME_HEADER_BYTES;

  boolean isEmpty() {
    return end == Layout.FRAME_HEADER_BYTES;
  }

  /** Bytes of the frame so far, its header included. */
  int length() {
    return end;
  }

  void add(int database, Arguments request) {
    begin(database, request.count());
    for (int i = 0; i < request.count(); i++) {
      argument(request.array(), request.offset(i), request.length(i));
    }
  }

  /** What is added from now on was executed so much later than what was added before. */
  void later(int milliseconds) {
    begin(milliseconds, 0);
  }

  /** A request of so many arguments, which follow. */
  @Override
  public void begin(int database, int arguments) {
    varint(database);
    varint(arguments);
  }

  @Override
  public void argument(byte[] bytes, int offset, int length) {
    varint(length);
    reserve(length);
    System.arraycopy(bytes, offset, array, end, length);
    end += length;
  }

  /**
   * The frame of what was added; the bytes are the batch's own until {@link #clear}.
   *
   * @param kind {@link Layout#REQUESTS} or {@link Layout#SEAL}
   * @param timeMs when the requests were executed
   * @param synced how much of the file is durable now
   */
  ByteBuffer frame(int kind, long timeMs, long synced) {
    ByteBuffer header = ByteBuffer.wrap(array).order(ByteOrder.BIG_ENDIAN);
    header.putInt(0, Layout.FRAME_MAGIC);
    header.putInt(Layout.FRAME_LENGTH, end - Layout.FRAME_HEADER_BYTES);
    header.putInt(Layout.FRAME_KIND, kind);
    header.putLong(Layout.FRAME_TIME, timeMs);
    header.putLong(Layout.FRAME_SYNCED, synced);
    header.putInt(Layout.FRAME_CRC, Layout.frameCrc(array, 0, end));
    return header.limit(end);
  }

  void clear() {
    end = Layout.FRAME_HEADER_BYTES;
    if (array.length > KEPT_BYTES) {
      array = new byte[FIRST_BYTES];
    }
  }

  private void varint(int value) {
    reserve(5);
    int rest = value;
    while ((rest & ~0x7f) != 0) {
      array[end++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    array[end++] = (byte) rest;
  }

  private void reserve(int more) {
    if (array.length - end < more) {
      long needed = (long) end + more;
      if (needed > MAX_BYTES) {
        throw new OutOfMemoryError("a burst of requests is larger than an array can be");
      }
      array = Arrays.copyOf(array, (int) Math.min(MAX_BYTES, Math.max(needed, 2L * array.length)));
    }
  }
}
