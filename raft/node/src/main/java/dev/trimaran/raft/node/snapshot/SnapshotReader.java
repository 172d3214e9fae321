package dev.trimaran.raft.node.snapshot;

import dev.trimaran.base.port.Disk;
import dev.trimaran.base.port.DiskFile;
import dev.trimaran.raft.core.model.SnapshotMeta;
import dev.trimaran.raft.node.model.DamagedFileException;
import dev.trimaran.raft.node.model.StorageIdentity;
import dev.trimaran.raft.node.model.WrongDirectoryException;
import dev.trimaran.raft.node.wire.FrameCodec;
import dev.trimaran.raft.node.wire.MalformedFrameException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Reads one snapshot file, checking every byte. Blocks. */
public final class SnapshotReader implements Closeable {

  private static final int WINDOW_BYTES = 1 << 20;
  private static final String REMEDY =
      "Delete this node's data directory and let it join again as a new node, or restore the file"
          + " from a copy";

  private final DiskFile file;
  private final long size;
  private final SnapshotMeta meta;
  private final byte[] sessions;
  private ByteBuffer window = ByteBuffer.allocate(0);
  private long position;
  private long chunks;
  private boolean ended;

  private SnapshotReader(DiskFile file, StorageIdentity identity) throws IOException {
    this.file = file;
    this.size = file.size();
    this.meta = header(identity);
    byte[] first = chunk(Format.SESSIONS);
    if (first == null) {
      throw damage("it has no session table");
    }
    this.sessions = first;
  }

  /**
   * Opens the file at {@code path}.
   *
   * @throws DamagedFileException when its beginning is not sound
   */
  public static SnapshotReader open(Disk disk, String path, StorageIdentity identity)
      throws IOException {
    DiskFile file = disk.open(path, Disk.Lane.BULK);
    try {
      return new SnapshotReader(file, identity);
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  public SnapshotMeta meta() {
    return meta;
  }

  /** The encoded session table. */
  public byte[] sessions() {
    return sessions;
  }

  /** What the machine wrote; fails with {@link DamagedFileException} where it is not sound. */
  public InputStream machine() {
    return new Machine();
  }

  /** Reads what is left to the end. */
  public void verify() throws IOException {
    while (chunk(Format.MACHINE) != null) {
      // only checked
    }
  }

  @Override
  public void close() {
    file.close();
  }

  private SnapshotMeta header(StorageIdentity identity) throws IOException {
    ByteBuffer head = ByteBuffer.wrap(take(Format.HEADER_BYTES));
    if (head.getLong() != Format.MAGIC || head.getInt() != Format.VERSION) {
      throw damage("it is not a snapshot that this release reads");
    }
    var found = new StorageIdentity(head.getLong(), head.getLong(), identity.node());
    int length = head.getInt();
    if (length < 0 || length > Format.MAX_META_BYTES) {
      throw damage("its header is unreadable");
    }
    byte[] encoded = take(length);
    CRC32C crc = new CRC32C();
    crc.update(head.array());
    crc.update(encoded);
    if (ByteBuffer.wrap(take(Integer.BYTES)).getInt() != (int) crc.getValue()) {
      throw damage("the checksum of its header does not fit");
    }
    if (!found.equals(identity)) {
      throw new WrongDirectoryException(file.path(), found, identity);
    }
    try {
      return FrameCodec.decodeMeta(encoded);
    } catch (MalformedFrameException e) {
      throw damage(e.getMessage());
    }
  }

  /** The next chunk, which must be of {@code kind}; null at the end of the file. */
  private byte @Nullable [] chunk(byte kind) throws IOException {
    if (ended) {
      return null;
    }
    ByteBuffer head = ByteBuffer.wrap(take(Format.CHUNK_HEADER_BYTES));
    byte found = head.get();
    int length = head.getInt();
    if (length < 0 || length > size - position) {
      throw damage("a chunk is longer than the file");
    }
    byte[] data = take(length);
    if (head.getInt() != Format.crc(found, data)) {
      throw damage("the checksum of a chunk does not fit");
    }
    if (found == kind) {
      chunks++;
      return data;
    }
    boolean sound =
        found == Format.END
            && length == Long.BYTES
            && ByteBuffer.wrap(data).getLong() == chunks
            && position == size;
    if (!sound) {
      throw damage("a chunk is not where it belongs");
    }
    ended = true;
    return null;
  }

  private byte[] take(int length) throws IOException {
    if (length > size - position) {
      throw damage("the file ends early");
    }
    byte[] bytes = new byte[length];
    int done = 0;
    while (done < length) {
      if (!window.hasRemaining()) {
        refill();
      }
      int part = Math.min(length - done, window.remaining());
      window.get(bytes, done, part);
      done += part;
      position += part;
    }
    return bytes;
  }

  private void refill() throws IOException {
    int wanted = (int) Math.min(WINDOW_BYTES, size - position);
    window = ByteBuffer.allocate(wanted);
    if (file.read(position, window) < wanted) {
      throw damage("the file cannot be read to its end");
    }
    window.flip();
  }

  private DamagedFileException damage(@Nullable String what) {
    return new DamagedFileException(
        file.path(), position, what == null ? "unreadable" : what, REMEDY);
  }

  private final class Machine extends InputStream {

    private final byte[] single = new byte[1];
    private ByteBuffer data = ByteBuffer.allocate(0);

    @Override
    public int read() throws IOException {
      return read(single, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(single[0]);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      while (!data.hasRemaining()) {
        byte[] next = chunk(Format.MACHINE);
        if (next == null) {
          return -1;
        }
        data = ByteBuffer.wrap(next);
      }
      int part = Math.min(length, data.remaining());
      data.get(into, offset, part);
      return part;
    }

    @Override
    public int available() {
      return data.remaining();
    }
  }
}
