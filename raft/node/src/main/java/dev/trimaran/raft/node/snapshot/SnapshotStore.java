package dev.trimaran.raft.node.snapshot;

import dev.trimaran.base.Checks;
import dev.trimaran.base.port.Disk;
import dev.trimaran.base.port.DiskFile;
import dev.trimaran.raft.core.model.SnapshotMeta;
import dev.trimaran.raft.node.model.StorageIdentity;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The snapshot files of a node. Lives on a loop of its own, where reading may wait; one snapshot is
 * written at a time. A file gets its final name only after its content is durable, and is reported
 * only after its name is.
 */
public final class SnapshotStore {

  /** Told on the store's loop. */
  public interface Listener {

    /** A snapshot of this node is durable. */
    void taken(SnapshotMeta meta);

    /** The received snapshot was verified and is durable. */
    void received(SnapshotMeta meta, String path);

    /** A received chunk is written. */
    void chunkWritten(long snapshotIndex, long nextOffset);

    /** A write or sync failed, or what was received is damaged: the node stops. */
    void failed(IOException cause);
  }

  /** A part of a stored snapshot. */
  public record Chunk(SnapshotMeta meta, byte[] data, boolean last) {}

  /** A stored snapshot. */
  public record Stored(SnapshotMeta meta, String path) {}

  private static final String WRITING = Format.DIRECTORY + "/writing.tmp";
  private static final String PENDING = Format.DIRECTORY + "/pending.tmp";

  /** What waits in the system's cache at most. */
  private static final long FORCED_BYTES = 8L << 20;

  /** The one before the latest stays: a follower may be in the middle of it. */
  private static final int KEPT = 2;

  private final Disk disk;
  private final StorageIdentity identity;
  private final Executor loop;
  private final Listener listener;
  private final Deque<Stored> stored = new ArrayDeque<>();
  private @Nullable DiskFile pending;
  private @Nullable DiskFile reading;
  private long readingIndex;

  /**
   * @param latest what {@link #open} found
   * @param loop runs tasks on the store's loop
   */
  public SnapshotStore(
      Disk disk,
      StorageIdentity identity,
      @Nullable Stored latest,
      Executor loop,
      Listener listener) {
    this.disk = disk;
    this.identity = identity;
    this.loop = loop;
    this.listener = listener;
    if (latest != null) {
      stored.add(latest);
    }
  }

  /**
   * Finds the latest snapshot; deletes all other files. Blocks.
   *
   * @throws dev.trimaran.raft.node.model.DamagedFileException when its header is not sound
   */
  public static @Nullable Stored open(Disk disk, StorageIdentity identity) throws IOException {
    List<String> paths = new ArrayList<>();
    for (String name : disk.list(Format.DIRECTORY)) {
      String path = Format.DIRECTORY + "/" + name;
      if (name.endsWith(".snap")) {
        paths.add(path);
      } else {
        disk.delete(path, Disk.Lane.BULK, failure -> {});
      }
    }
    if (paths.isEmpty()) {
      return null;
    }
    String latest = paths.removeLast();
    for (String older : paths) {
      disk.delete(older, Disk.Lane.BULK, failure -> {});
    }
    try (SnapshotReader reader = SnapshotReader.open(disk, latest, identity)) {
      return new Stored(reader.meta(), latest);
    }
  }

  /** Writes a snapshot of this node. */
  public void write(SnapshotMeta meta, byte[] sessions, ChunkSource machine) {
    Stored latest = stored.peekLast();
    if (latest != null && latest.meta().index() >= meta.index()) {
      machine.close(); // a later one was installed meanwhile
      listener.taken(latest.meta());
      return;
    }
    DiskFile file = fresh(WRITING);
    if (file == null) {
      machine.close();
      return;
    }
    ByteBuffer header = Format.header(identity, meta);
    ByteBuffer table = Format.chunk(Format.SESSIONS, sessions);
    long end = (long) header.remaining() + table.remaining();
    file.write(0, header, failed -> onLoop(failed, () -> {}));
    file.write(
        header.remaining(),
        table,
        failed -> onLoop(failed, () -> writeNext(new Writing(meta, file, machine), end, 1)));
  }

  private record Writing(SnapshotMeta meta, DiskFile file, ChunkSource machine) {}

  private void writeNext(Writing writing, long position, long chunks) {
    byte[] data = writing.machine().next();
    boolean last = data.length == 0;
    ByteBuffer chunk = last ? Format.end(chunks) : Format.chunk(Format.MACHINE, data);
    long next = position + chunk.remaining();
    // Piece by piece to the platter: one force of all would hold up those of the log for as long.
    boolean forced = !last && position / FORCED_BYTES != next / FORCED_BYTES;
    writing
        .file()
        .write(
            position,
            chunk,
            failed -> {
              if (!last && !forced) {
                onLoop(failed, () -> writeNext(writing, next, chunks + 1));
              }
            });
    if (forced) {
      writing.file().sync(failed -> onLoop(failed, () -> writeNext(writing, next, chunks + 1)));
    }
    if (last) {
      writing.machine().close();
      publish(writing.file(), WRITING, writing.meta(), stored -> listener.taken(stored.meta()));
    }
  }

  /** Reads a part of a stored snapshot, null when it is gone. Blocks. */
  public @Nullable Chunk read(long snapshotIndex, long offset, int maxBytes) throws IOException {
    Stored wanted = null;
    for (Stored one : stored) {
      wanted = one.meta().index() == snapshotIndex ? one : wanted;
    }
    if (wanted == null) {
      return null;
    }
    DiskFile file = reader(wanted);
    long size = file.size();
    ByteBuffer data = ByteBuffer.allocate((int) Math.clamp(size - offset, 0L, (long) maxBytes));
    file.read(offset, data);
    if (data.hasRemaining() || data.capacity() == 0) {
      return null;
    }
    return new Chunk(wanted.meta(), data.array(), offset + data.capacity() == size);
  }

  /** Writes a received chunk; offset 0 starts anew. */
  public void writeChunk(SnapshotMeta meta, long offset, byte[] data) {
    if (offset == 0) {
      if (pending != null) {
        pending.close();
      }
      pending = fresh(PENDING);
    }
    DiskFile file = pending;
    if (file == null) {
      return;
    }
    file.write(
        offset,
        ByteBuffer.wrap(data),
        failed -> onLoop(failed, () -> listener.chunkWritten(meta.index(), offset + data.length)));
  }

  /** All chunks are written: verifies them and gives the file its name. */
  public void install(SnapshotMeta meta) {
    DiskFile file = pending;
    Checks.that(file != null, "a snapshot is installed after its chunks were written");
    if (file == null) {
      return;
    }
    pending = null;
    file.sync(failed ->
        onLoop(
            failed,
            () -> {
              if (verified(meta)) {
                publish(
                    file, PENDING, meta, stored -> listener.received(stored.meta(), stored.path()));
              }
            }));
  }

  /** Closes the files. */
  public void close() {
    if (pending != null) {
      pending.close();
    }
    if (reading != null) {
      reading.close();
    }
  }

  private boolean verified(SnapshotMeta meta) {
    try (SnapshotReader reader = SnapshotReader.open(disk, PENDING, identity)) {
      reader.verify();
      Checks.that(reader.meta().equals(meta), "a snapshot is the one that was announced");
      return true;
    } catch (IOException e) {
      listener.failed(e);
      return false;
    }
  }

  /** Makes content, then name durable; then tells; then deletes what is too old. */
  private void publish(
      DiskFile file,
      String temporary,
      SnapshotMeta meta,
      java.util.function.Consumer<Stored> then) {
    Stored done = new Stored(meta, Format.path(meta.index(), meta.term()));
    file.sync(failed ->
        onLoop(
            failed,
            () -> {
              file.close();
              disk.rename(temporary, done.path(), Disk.Lane.BULK, f -> onLoop(f, () -> {}));
              disk.syncDirectory(
                  Format.DIRECTORY,
                  Disk.Lane.BULK,
                  f ->
                      onLoop(
                          f,
                          () -> {
                            keep(done);
                            then.accept(done);
                          }));
            }));
  }

  private void keep(Stored done) {
    Stored latest = stored.peekLast();
    if (latest != null && latest.meta().index() > done.meta().index()) {
      disk.delete(done.path(), Disk.Lane.BULK, failure -> {}); // overtaken by an install
      return;
    }
    stored.removeIf(old -> old.path().equals(done.path()));
    stored.add(done);
    while (stored.size() > KEPT) {
      disk.delete(stored.remove().path(), Disk.Lane.BULK, failure -> {});
    }
  }

  private DiskFile reader(Stored wanted) throws IOException {
    DiskFile open = reading;
    if (open != null && readingIndex == wanted.meta().index()) {
      return open;
    }
    if (open != null) {
      open.close();
    }
    open = disk.open(wanted.path(), Disk.Lane.BULK);
    reading = open;
    readingIndex = wanted.meta().index();
    return open;
  }

  private @Nullable DiskFile fresh(String path) {
    try {
      DiskFile file = disk.open(path, Disk.Lane.BULK);
      file.truncate(0, failed -> onLoop(failed, () -> {}));
      return file;
    } catch (IOException e) {
      listener.failed(e);
      return null;
    }
  }

  private void onLoop(@Nullable IOException failed, Runnable then) {
    loop.execute(() -> {
      if (failed != null) {
        listener.failed(failed);
      } else {
        then.run();
      }
    });
  }
}
