package dev.trimaran.raft.node.member;

import dev.trimaran.base.NodeId;
import dev.trimaran.base.port.Disk;
import dev.trimaran.base.port.DiskFile;
import dev.trimaran.raft.node.model.DamagedFileException;
import dev.trimaran.raft.node.model.StorageIdentity;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The file of members: small, written whole beside the one before, and renamed. Lives on the node's
 * loop.
 */
public final class MemberFile {

  private static final String DIRECTORY = "member";
  private static final String PATH = DIRECTORY + "/known";
  private static final String TEMPORARY = DIRECTORY + "/writing.tmp";
  private static final long MAGIC = 0x5452494d4d425231L; // "TRIMMBR1"
  private static final int VERSION = 1;
  private static final int FIXED_BYTES = 64;
  private static final int MAX_NODES = 1 << 16;

  private record Save(MemberRecord content, Runnable then) {}

  private final Disk disk;
  private final StorageIdentity identity;
  private final Executor loop;
  private final Consumer<IOException> onFailure;
  private final Deque<Save> waiting = new ArrayDeque<>();
  private boolean writing;

  /**
   * @param onFailure told on the loop that a write failed: the node stops
   */
  public MemberFile(
      Disk disk, StorageIdentity identity, Executor loop, Consumer<IOException> onFailure) {
    this.disk = disk;
    this.identity = identity;
    this.loop = loop;
    this.onFailure = onFailure;
  }

  /**
   * What is stored, null when nothing is. Blocks.
   *
   * @throws DamagedFileException when the file is not what was written
   */
  public static @Nullable MemberRecord read(Disk disk, StorageIdentity identity)
      throws IOException {
    if (!disk.exists(PATH)) {
      return null;
    }
    DiskFile file = disk.open(PATH, Disk.Lane.BULK);
    try {
      ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(file.size(), 1 << 21));
      file.read(0, bytes);
      return decode(bytes.flip(), identity);
    } finally {
      file.close();
    }
  }

  /** Makes {@code content} durable, then runs {@code then} on the loop. */
  public void save(MemberRecord content, Runnable then) {
    waiting.add(new Save(content, then));
    next();
  }

  private void next() {
    Save save = writing ? null : waiting.poll();
    if (save == null) {
      return;
    }
    writing = true;
    try {
      DiskFile file = disk.open(TEMPORARY, Disk.Lane.BULK);
      file.truncate(0, this::checked);
      file.write(0, encode(save.content()), this::checked);
      file.sync(failure -> loop.execute(() -> written(file, save, failure)));
    } catch (IOException e) {
      onFailure.accept(e);
    }
  }

  private void written(DiskFile file, Save save, @Nullable IOException failure) {
    file.close();
    if (failure != null) {
      onFailure.accept(failure);
      return;
    }
    disk.rename(TEMPORARY, PATH, Disk.Lane.BULK, this::checked);
    disk.syncDirectory(
        DIRECTORY,
        Disk.Lane.BULK,
        unnamed ->
            loop.execute(() -> {
              if (unnamed != null) {
                onFailure.accept(unnamed);
                return;
              }
              writing = false;
              save.then().run();
              next();
            }));
  }

  private void checked(@Nullable IOException failure) {
    if (failure != null) {
      loop.execute(() -> onFailure.accept(failure));
    }
  }

  private ByteBuffer encode(MemberRecord content) {
    ByteBuffer bytes =
        ByteBuffer.allocate(FIXED_BYTES + 2 * Long.BYTES * content.known().size())
            .putLong(MAGIC)
            .putInt(VERSION)
            .putInt(0)
            .putLong(identity.clusterId())
            .putLong(identity.group())
            .putLong(identity.node().value())
            .putLong(content.storage())
            .putLong(content.standing().ordinal())
            .putLong(content.known().size());
    content.known().forEach((node, storage) -> bytes.putLong(node.value()).putLong(storage));
    bytes.flip();
    return bytes.putInt(12, crc(bytes));
  }

  private static MemberRecord decode(ByteBuffer bytes, StorageIdentity identity)
      throws DamagedFileException {
    if (bytes.remaining() < FIXED_BYTES || bytes.getLong(0) != MAGIC) {
      throw damaged("it is no file of members");
    }
    if (bytes.getInt(8) != VERSION) {
      throw damaged("it has format version " + bytes.getInt(8) + ", this release reads 1");
    }
    int stored = bytes.getInt(12);
    bytes.putInt(12, 0);
    long standing = bytes.getLong(48);
    long count = bytes.getLong(56);
    boolean fits =
        count >= 0
            && count < MAX_NODES
            && bytes.remaining() == FIXED_BYTES + 2 * Long.BYTES * count;
    if (crc(bytes) != stored || !fits || standing < 0 || standing > 2) {
      throw damaged("its checksum does not fit");
    }
    if (bytes.getLong(16) != identity.clusterId()
        || bytes.getLong(24) != identity.group()
        || bytes.getLong(32) != identity.node().value()) {
      throw damaged("it belongs to another node");
    }
    Map<NodeId, Long> known = new TreeMap<>();
    bytes.position(FIXED_BYTES);
    for (long i = 0; i < count; i++) {
      known.put(new NodeId(bytes.getLong()), bytes.getLong());
    }
    return new MemberRecord(bytes.getLong(40), Standing.values()[(int) standing], known);
  }

  private static DamagedFileException damaged(String what) {
    return new DamagedFileException(
        PATH, 0, what, "Remove this node's data directory and let it come back without its log");
  }

  private static int crc(ByteBuffer bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes.duplicate());
    return (int) crc.getValue();
  }
}
