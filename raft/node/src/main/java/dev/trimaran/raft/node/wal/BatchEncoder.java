package dev.trimaran.raft.node.wal;

import dev.trimaran.raft.core.model.Entry;
import dev.trimaran.raft.core.model.HardState;
import dev.trimaran.raft.core.model.SnapshotMeta;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** Encodes one write of the log, an optional segment header and one batch, in a reused buffer. */
final class BatchEncoder {

  private static final byte[] NOTHING = new byte[0];
  private static final int FIRST_BYTES = 64 << 10;
  private static final int KEPT_BYTES = 8 << 20;

  private final CRC32C crc = new CRC32C();
  private byte[] bytes = new byte[FIRST_BYTES];
  private ByteBuffer buffer = ByteBuffer.wrap(bytes);
  private int batchStart;
  private int count;

  /** Forgets what was encoded. */
  void clear() {
    if (bytes.length > KEPT_BYTES) {
      bytes = new byte[FIRST_BYTES];
      buffer = ByteBuffer.wrap(bytes);
    }
    buffer.clear();
    batchStart = 0;
    count = 0;
  }

  void header(SegmentHeader header) {
    header.encode(buffer);
    batchStart = buffer.position();
  }

  void begin(long salt, long sequence, long durable, int previousCrc) {
    batchStart = buffer.position();
    count = 0;
    room(Layout.BATCH_HEADER_BYTES);
    buffer
        .putLong(salt)
        .putLong(sequence)
        .putLong(durable)
        .putInt(0)
        .putInt(0)
        .putInt(previousCrc)
        .putInt(0);
  }

  void hardState(HardState state) {
    long vote = state.vote() == null ? 0 : state.vote().value();
    frame(Layout.HARD_STATE, 0, vote, state.term(), NOTHING);
  }

  void entry(Entry entry) {
    frame(Layout.ENTRY, entry.kind().ordinal(), entry.index(), entry.term(), entry.data());
  }

  void reset(SnapshotMeta meta) {
    frame(Layout.RESET, 0, meta.index(), meta.term(), NOTHING);
  }

  void index(long lastIndex, byte[] pairs) {
    frame(Layout.INDEX, 0, lastIndex, 0, pairs);
  }

  /** Bytes of the batch so far. */
  int batchBytes() {
    return buffer.position() - batchStart;
  }

  /** Bytes since {@link #clear}. */
  int encodedBytes() {
    return buffer.position();
  }

  /** All that was encoded, in a buffer of its own. */
  ByteBuffer copied() {
    return ByteBuffer.wrap(Arrays.copyOf(bytes, buffer.position()));
  }

  /** Ends the batch; returns its crc. */
  int finish() {
    int end = batchStart + Layout.aligned(batchBytes());
    room(end - buffer.position());
    while (buffer.position() < end) {
      buffer.put((byte) 0);
    }
    buffer.putInt(batchStart + Layout.BATCH_LENGTH, end - batchStart - Layout.BATCH_HEADER_BYTES);
    buffer.putInt(batchStart + Layout.BATCH_COUNT, count);
    crc.reset();
    crc.update(bytes, batchStart, Layout.BATCH_CRC);
    crc.update(
        bytes,
        batchStart + Layout.BATCH_HEADER_BYTES,
        end - batchStart - Layout.BATCH_HEADER_BYTES);
    int value = (int) crc.getValue();
    buffer.putInt(batchStart + Layout.BATCH_CRC, value);
    return value;
  }

  /** All that was encoded since {@link #clear}. */
  ByteBuffer encoded() {
    return buffer.duplicate().flip();
  }

  static int frameBytes(Entry entry) {
    return Layout.FRAME_HEADER_BYTES + entry.data().length;
  }

  private void frame(byte kind, int entryKind, long index, long term, byte[] payload) {
    room(Layout.FRAME_HEADER_BYTES + payload.length + Layout.ALIGNMENT);
    int start = buffer.position();
    buffer
        .put(kind)
        .put((byte) entryKind)
        .putShort((short) 0)
        .putInt(payload.length)
        .putInt(0)
        .putLong(index)
        .putLong(term)
        .put(payload);
    crc.reset();
    crc.update(bytes, start, Layout.FRAME_CRC);
    crc.update(bytes, start + Layout.FRAME_INDEX, buffer.position() - start - Layout.FRAME_INDEX);
    buffer.putInt(start + Layout.FRAME_CRC, (int) crc.getValue());
    count++;
  }

  private void room(int length) {
    if (buffer.remaining() < length) {
      int position = buffer.position();
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, position + length));
      buffer = ByteBuffer.wrap(bytes).position(position);
    }
  }
}
