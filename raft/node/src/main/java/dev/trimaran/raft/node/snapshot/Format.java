package dev.trimaran.raft.node.snapshot;

import dev.trimaran.raft.core.model.SnapshotMeta;
import dev.trimaran.raft.node.model.StorageIdentity;
import dev.trimaran.raft.node.wire.FrameCodec;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * A snapshot file, big-endian: magic u64, version u32, cluster u64, group u64, length u32 and bytes
 * of the {@link SnapshotMeta}, crc u32 of all that; then chunks: kind u8, length u32, crc u32 (of
 * kind, length and data), data. One chunk holds the session table, any number the machine, and the
 * last one, whose data is the number of chunks before it, ends the file.
 */
final class Format {

  static final String DIRECTORY = "snapshot";
  static final long MAGIC = 0x5452494d534e5031L; // "TRIMSNP1"
  static final int VERSION = 1;
  static final int HEADER_BYTES = 32;
  static final int CHUNK_HEADER_BYTES = 9;
  static final int MAX_META_BYTES = 64 << 10;

  static final byte SESSIONS = 1;
  static final byte MACHINE = 2;
  static final byte END = 3;

  private Format() {}

  /** Where the snapshot at {@code index} of {@code term} lives; names sort by index. */
  static String path(long index, long term) {
    return DIRECTORY + "/%016x-%016x.snap".formatted(index, term);
  }

  static ByteBuffer header(StorageIdentity identity, SnapshotMeta meta) {
    byte[] encoded = FrameCodec.encodeMeta(meta);
    ByteBuffer out = ByteBuffer.allocate(HEADER_BYTES + encoded.length + Integer.BYTES);
    out.putLong(MAGIC)
        .putInt(VERSION)
        .putLong(identity.clusterId())
        .putLong(identity.group())
        .putInt(encoded.length)
        .put(encoded);
    CRC32C crc = new CRC32C();
    crc.update(out.array(), 0, out.position());
    return out.putInt((int) crc.getValue()).flip();
  }

  static ByteBuffer chunk(byte kind, byte[] data) {
    ByteBuffer out = ByteBuffer.allocate(CHUNK_HEADER_BYTES + data.length);
    out.put(kind).putInt(data.length).putInt(crc(kind, data)).put(data);
    return out.flip();
  }

  static ByteBuffer end(long chunks) {
    return chunk(END, ByteBuffer.allocate(Long.BYTES).putLong(chunks).array());
  }

  static int crc(byte kind, byte[] data) {
    CRC32C crc = new CRC32C();
    crc.update(kind);
    crc.update(ByteBuffer.allocate(Integer.BYTES).putInt(data.length).flip());
    crc.update(data);
    return (int) crc.getValue();
  }
}
