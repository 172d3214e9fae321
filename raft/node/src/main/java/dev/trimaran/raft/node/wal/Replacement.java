package dev.trimaran.raft.node.wal;

import dev.trimaran.base.port.Disk;
import dev.trimaran.base.port.DiskFile;
import dev.trimaran.raft.core.model.Entry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One full segment on its way to be replaced. The steps, each begun when the one before it has
 * succeeded:
 *
 * <pre>
 *   write the segment and its index file under other names
 *   sync both
 *   rename the segment, then its index file
 *   sync the directory
 *   let readers open the new file
 * </pre>
 *
 * <p>Until the renames everything can be given up. Between them the index file is of another salt
 * than the segment, which is as good as none. The old file is held open meanwhile, so that nobody
 * opens the new one before its name is durable.
 */
final class Replacement {

  /** Batches that wait for the disk at once, for who waits. */
  private static final int WRITES_AHEAD = 2;

  private final SegmentRewriter.Setting setting;
  private final Disk disk;
  private final SegmentFiles files;
  private final SegmentFiles.Opened old;
  private final long oldBytes;
  private final boolean waits;
  private final SegmentSeal seal;
  private final SegmentBuilder builder;
  private final String path;
  private final String indexPath;
  private final String temporary;
  private final String indexTemporary;
  private final DiskFile segment;
  private final Deque<CompletableFuture<?>> writes = new ArrayDeque<>();
  private final CompletableFuture<Long> done = new CompletableFuture<>();
  private volatile @Nullable IOException refused;
  private boolean changed;

  private Replacement(
      SegmentRewriter.Setting setting, SegmentFiles files, SegmentFiles.Opened old, boolean waits)
      throws IOException {
    this.setting = setting;
    this.disk = setting.world().disk();
    this.files = files;
    this.old = old;
    this.oldBytes = old.file().size();
    this.waits = waits;
    this.seal = files.seal(old);
    long salt = setting.world().randomness().nextLong() | 1;
    SegmentHeader header = old.header().rewritten(salt, seal);
    this.builder = new SegmentBuilder(header, seal.hardState(), setting.config().maxBatchBytes());
    this.path = Layout.path(old.number());
    this.indexPath = Layout.indexPath(old.number());
    this.temporary = Layout.temporary(path, salt);
    this.indexTemporary = Layout.temporary(indexPath, salt);
    this.segment = disk.open(temporary, Disk.Lane.BULK);
  }

  static Replacement begin(
      SegmentRewriter.Setting setting, SegmentFiles files, long number, boolean waits)
      throws IOException {
    SegmentFiles.Opened old = files.take(number);
    try {
      return new Replacement(setting, files, old, waits);
    } catch (IOException | RuntimeException e) {
      files.giveBack(old);
      throw e;
    }
  }

  /** Completes with the bytes the file has, when all is over. */
  CompletableFuture<Long> done() {
    return done;
  }

  /** The last entry when the segment was sealed. */
  long lastSealed() {
    return seal.lastIndex();
  }

  /**
   * Takes the next entry.
   *
   * @param now what is written of it
   */
  void add(Entry before, Entry now) throws IOException {
    changed |= before.data() != now.data();
    if (builder.isFull(now)) {
      write(builder.take());
    }
    builder.add(now);
  }

  /** No more entries come. */
  void finish() throws IOException {
    if (!changed) {
      discard();
      files.giveBack(old);
      done.complete(oldBytes);
      return;
    }
    boolean begun = false;
    try {
      ByteBuffer last = builder.take();
      write(last);
      ByteBuffer end = builder.seal();
      SegmentSeal sealed = builder.sealed(end);
      ByteBuffer marks = new IndexFile(disk, setting.identity()).encode(sealed, builder.index());
      write(end);
      DiskFile index = disk.open(indexTemporary, Disk.Lane.BULK);
      index.write(0, marks, failure -> written(index, failure));
      begun = true;
    } finally {
      if (!begun) {
        abandon();
      }
    }
  }

  /** Nothing is replaced. */
  void abandon() {
    discard();
    files.giveBack(old);
    done.completeExceptionally(new IOException("the rewrite of " + path + " was given up"));
  }

  private void write(ByteBuffer bytes) throws IOException {
    if (refused == null && disk.usableBytes() < bytes.remaining()) {
      refused = new IOException("No space left on device");
    }
    if (refused != null) {
      throw refusal(refused);
    }
    CompletableFuture<?> write = new CompletableFuture<>();
    segment.write(
        builder.position() - bytes.remaining(),
        bytes,
        failure -> {
          refused = refused == null ? failure : refused;
          write.complete(null);
        });
    writes.add(write);
    while (waits && writes.size() > WRITES_AHEAD) {
      writes.remove().join();
    }
  }

  // What follows runs on a thread of the disk, in this order.

  private void written(DiskFile index, @Nullable IOException failure) {
    IOException why = refused == null ? failure : refused;
    if (why != null) {
      index.close();
      discard();
      files.giveBack(old);
      done.completeExceptionally(refusal(why));
      return;
    }
    segment.sync(synced -> {
      refused = synced;
    });
    index.sync(synced -> {
      IOException first = refused == null ? synced : refused;
      index.close();
      segment.close();
      if (first != null) {
        fault(first);
      } else if (files.isClosed()) {
        abandon(); // the next life of the node may be reading already
      } else {
        rename();
      }
    });
  }

  private void rename() {
    disk.rename(
        temporary,
        path,
        Disk.Lane.BULK,
        failure -> {
          refused = failure;
        });
    disk.rename(indexTemporary, indexPath, Disk.Lane.BULK, failure -> {}); // else made again
    disk.syncDirectory(
        Layout.DIRECTORY,
        Disk.Lane.BULK,
        failure -> {
          if (failure != null) {
            fault(failure);
          } else {
            renamed();
          }
        });
  }

  private void renamed() {
    files.detach(old);
    files.giveBack(old);
    IOException failure = refused;
    if (failure == null) {
      done.complete(builder.position());
    } else {
      delete();
      done.completeExceptionally(refusal(failure));
    }
  }

  private void fault(IOException failure) {
    files.giveBack(old);
    setting.onFault().accept(failure);
    done.completeExceptionally(failure);
  }

  private void discard() {
    segment.close();
    delete();
  }

  private void delete() {
    disk.delete(temporary, Disk.Lane.BULK, failure -> {});
    disk.delete(indexTemporary, Disk.Lane.BULK, failure -> {});
  }

  private IOException refusal(IOException cause) {
    return new IOException(
        path
            + " was not rewritten and is as before: its replacement could not be written: "
            + cause.getMessage()
            + ". Free space on the disk of this node, then try again",
        cause);
  }
}
