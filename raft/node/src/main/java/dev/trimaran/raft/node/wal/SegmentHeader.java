package dev.trimaran.raft.node.wal;

import dev.trimaran.base.NodeId;
import dev.trimaran.raft.node.model.StorageIdentity;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The first sector of a segment. Big-endian: magic u64, version u32, crc u32 (of the sector with
 * zeros in its place), cluster u64, group u64, node u64, number u64, salt u64, first sequence u64,
 * previous crc u32, flags u32 (1: the log is kept for ever), zeros.
 *
 * @param number position of the segment in the log, from 1
 * @param salt random; begins every batch of the segment, so that nothing else looks like one
 * @param firstSequence sequence of its first batch
 * @param previousCrc crc of the batch before that
 * @param kept whether the log is kept for ever
 */
record SegmentHeader(
    StorageIdentity identity,
    long number,
    long salt,
    long firstSequence,
    int previousCrc,
    boolean kept) {

  /** What a first sector is. */
  enum Kind {
    /** Never used: zeros. */
    BLANK,
    SOUND,
    DAMAGED
  }

  void encode(ByteBuffer into) {
    int start = into.position();
    into.putLong(Layout.SEGMENT_MAGIC)
        .putInt(Layout.VERSION)
        .putInt(0)
        .putLong(identity.clusterId())
        .putLong(identity.group())
        .putLong(identity.node().value())
        .putLong(number)
        .putLong(salt)
        .putLong(firstSequence)
        .putInt(previousCrc)
        .putInt(kept ? 1 : 0);
    while (into.position() < start + Layout.SEGMENT_HEADER_BYTES) {
      into.put((byte) 0);
    }
    into.putInt(start + 12, crc(into, start));
  }

  static Kind kind(ByteBuffer sector) {
    if (sector.remaining() < Layout.SEGMENT_HEADER_BYTES || sector.getLong(0) == 0) {
      return Kind.BLANK;
    }
    ByteBuffer copy = ByteBuffer.allocate(Layout.SEGMENT_HEADER_BYTES);
    copy.put(sector.duplicate().limit(Layout.SEGMENT_HEADER_BYTES)).putInt(12, 0);
    boolean sound =
        sector.getLong(0) == Layout.SEGMENT_MAGIC
            && sector.getInt(12) == crc(copy, 0)
            && sector.getLong(32) != 0;
    return sound ? Kind.SOUND : Kind.DAMAGED;
  }

  static int version(ByteBuffer sector) {
    return sector.getInt(8);
  }

  static SegmentHeader decode(ByteBuffer sector) {
    StorageIdentity identity =
        new StorageIdentity(sector.getLong(16), sector.getLong(24), new NodeId(sector.getLong(32)));
    return new SegmentHeader(
        identity,
        sector.getLong(40),
        sector.getLong(48),
        sector.getLong(56),
        sector.getInt(64),
        sector.getInt(68) == 1);
  }

  private static int crc(ByteBuffer buffer, int start) {
    CRC32C crc = new CRC32C();
    crc.update(buffer.duplicate().position(start).limit(start + Layout.SEGMENT_HEADER_BYTES));
    return (int) crc.getValue();
  }
}
