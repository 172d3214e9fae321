package dev.trimaran.raft.node.wal;

import dev.trimaran.base.NodeId;
import dev.trimaran.base.port.Disk;
import dev.trimaran.base.port.DiskFile;
import dev.trimaran.raft.core.model.HardState;
import dev.trimaran.raft.node.model.StorageIdentity;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The file beside a full segment of a log that is kept: its seal and its marks. Written once, in
 * the background; it holds nothing that is not in the segment, so one that is missing or unreadable
 * is made again.
 */
final class IndexFile {

  private static final long MAGIC = 0x5452494d49445831L; // "TRIMIDX1"
  private static final int HEADER_BYTES = 128;
  private static final int CRC_AT = 12;

  private final Disk disk;
  private final StorageIdentity identity;

  IndexFile(Disk disk, StorageIdentity identity) {
    this.disk = disk;
    this.identity = identity;
  }

  /** Writes the file of a segment; a failure costs the next start a reading of the segment. */
  void write(SegmentSeal seal, OffsetIndex index) {
    String path = Layout.indexPath(seal.number());
    String temporary = path + ".tmp";
    ByteBuffer bytes = encode(seal, index);
    try {
      DiskFile file = disk.open(temporary, Disk.Lane.BULK);
      file.truncate(0, failure -> {});
      file.write(0, bytes, failure -> {});
      file.sync(failure -> {
        if (failure == null) {
          disk.rename(temporary, path, Disk.Lane.BULK, ignored -> {});
        }
      });
      file.close();
    } catch (IOException e) {
      disk.delete(temporary, Disk.Lane.BULK, failure -> {});
    }
  }

  /** What the file of a segment holds. */
  ByteBuffer encode(SegmentSeal seal, OffsetIndex index) {
    ByteBuffer marks = index.encode();
    ByteBuffer bytes = ByteBuffer.allocate(HEADER_BYTES + marks.remaining());
    return bytes.put(header(seal, marks)).put(marks).flip();
  }

  /** The seal of a segment, null when its file is missing, unreadable or another's. Blocks. */
  @Nullable SegmentSeal seal(long number, long salt) throws IOException {
    ByteBuffer header = read(number, 0, HEADER_BYTES);
    return header == null ? null : decode(header, number, salt);
  }

  /** The marks of a segment, null as for {@link #seal}. Blocks. */
  @Nullable OffsetIndex marks(long number, long salt) throws IOException {
    ByteBuffer header = read(number, 0, HEADER_BYTES);
    if (header == null || decode(header, number, salt) == null) {
      return null;
    }
    ByteBuffer marks = read(number, HEADER_BYTES, header.getInt(112));
    return marks == null || crc(marks) != header.getInt(116) ? null : OffsetIndex.decode(marks);
  }

  private @Nullable ByteBuffer read(long number, long position, int length) throws IOException {
    String path = Layout.indexPath(number);
    if (length < 0 || !disk.exists(path)) {
      return null;
    }
    DiskFile file = disk.open(path, Disk.Lane.BULK);
    try {
      if (position + length > file.size()) {
        return null;
      }
      ByteBuffer bytes = ByteBuffer.allocate(length);
      file.read(position, bytes);
      return bytes.flip();
    } finally {
      file.close();
    }
  }

  private ByteBuffer header(SegmentSeal seal, ByteBuffer marks) {
    NodeId vote = seal.hardState().vote();
    ByteBuffer bytes =
        ByteBuffer.allocate(HEADER_BYTES)
            .putLong(MAGIC)
            .putInt(Layout.VERSION)
            .putInt(0)
            .putLong(identity.clusterId())
            .putLong(identity.group())
            .putLong(identity.node().value())
            .putLong(seal.number())
            .putLong(seal.salt())
            .putLong(seal.firstIndex())
            .putLong(seal.lastIndex())
            .putLong(seal.hardState().term())
            .putLong(vote == null ? 0 : vote.value())
            .putLong(seal.position())
            .putLong(seal.sequence())
            .putInt(seal.crc())
            .putInt(0)
            .putInt(marks.remaining())
            .putInt(crc(marks));
    bytes.position(0).limit(HEADER_BYTES);
    return bytes.putInt(CRC_AT, crc(bytes));
  }

  private @Nullable SegmentSeal decode(ByteBuffer header, long number, long salt) {
    if (header.remaining() < HEADER_BYTES
        || header.getLong(0) != MAGIC
        || header.getInt(8) != Layout.VERSION) {
      return null;
    }
    int stored = header.getInt(CRC_AT);
    header.putInt(CRC_AT, 0);
    boolean sound = crc(header) == stored;
    var owner =
        new StorageIdentity(header.getLong(16), header.getLong(24), new NodeId(header.getLong(32)));
    if (!sound
        || !owner.equals(identity)
        || header.getLong(40) != number
        || header.getLong(48) != salt) {
      return null;
    }
    long vote = header.getLong(80);
    return new SegmentSeal(
        number,
        salt,
        header.getLong(56),
        header.getLong(64),
        new HardState(header.getLong(72), vote == 0 ? null : new NodeId(vote)),
        header.getLong(88),
        header.getLong(96),
        header.getInt(104));
  }

  private static int crc(ByteBuffer bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes.duplicate());
    return (int) crc.getValue();
  }
}
