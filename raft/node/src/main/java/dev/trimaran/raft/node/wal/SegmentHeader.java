package dev.trimaran.raft.node.wal;

import dev.trimaran.base.NodeId;
import dev.trimaran.raft.node.model.StorageIdentity;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The first sector of a segment. Big-endian: magic u64, version u32, crc u32 (of the sector with
 * zeros in its place), cluster u64, group u64, node u64, number u64, salt u64, first sequence u64,
 * previous crc u32, flags u32 (1: the log is kept for ever), zeros. Of a segment that was rewritten
 * the version is 2, and after the flags are the sequence u64 and the crc u32 with which the next
 * segment goes on.
 *
 * @param number position of the segment in the log, from 1
 * @param salt random; begins every batch of the segment, so that nothing else looks like one
 * @param firstSequence sequence of its first batch
 * @param previousCrc crc of the batch before that
 * @param kept whether the log is kept for ever
 * @param onward how the log goes on after a segment that was rewritten, null for any other: there
 *     its own batches say it
 */
record SegmentHeader(
    StorageIdentity identity,
    long number,
    long salt,
    long firstSequence,
    int previousCrc,
    boolean kept,
    @Nullable Onward onward) {

  /**
   * What the segment after a rewritten one continues: the end that this one had when it was written
   * first.
   *
   * @param sequence of the first batch of the next segment
   * @param crc that the next segment names as the one before it
   */
  record Onward(long sequence, int crc) {}

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
        .putInt(onward == null ? Layout.VERSION : Layout.REWRITTEN_VERSION)
        .putInt(0)
        .putLong(identity.clusterId())
        .putLong(identity.group())
        .putLong(identity.node().value())
        .putLong(number)
        .putLong(salt)
        .putLong(firstSequence)
        .putInt(previousCrc)
        .putInt(kept ? 1 : 0)
        .putLong(onward == null ? 0 : onward.sequence())
        .putInt(onward == null ? 0 : onward.crc());
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

  /** This segment, its batches written anew under another salt. */
  SegmentHeader rewritten(long newSalt, SegmentSeal seal) {
    Onward end = onward == null ? new Onward(seal.sequence() + 1, seal.crc()) : onward;
    return new SegmentHeader(identity, number, newSalt, firstSequence, previousCrc, kept, end);
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
        sector.getInt(68) == 1,
        version(sector) == Layout.REWRITTEN_VERSION
            ? new Onward(sector.getLong(72), sector.getInt(80))
            : null);
  }

  private static int crc(ByteBuffer buffer, int start) {
    CRC32C crc = new CRC32C();
    crc.update(buffer.duplicate().position(start).limit(start + Layout.SEGMENT_HEADER_BYTES));
    return (int) crc.getValue();
  }
}
