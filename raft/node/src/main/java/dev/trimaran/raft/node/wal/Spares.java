package dev.trimaran.raft.node.wal;

import dev.trimaran.base.port.Disk;
import dev.trimaran.base.port.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the next segment ready: a file of full length whose blocks are allocated, so that a sync in
 * it writes no metadata. Dropped segments are used again, else a new file is filled with zeros.
 * Lives on the node's loop; the work is done in the lane {@code BULK}.
 */
final class Spares {

  private static final int CHUNK_BYTES = 1 << 20;
  private static final String PREFIX = "spare-";

  private final Disk disk;
  private final WalConfig config;
  private final Executor loop;
  private final Runnable onReady;
  private final Deque<String> dropped = new ArrayDeque<>();
  private long number;
  private boolean preparing;
  private boolean starved;
  private @Nullable DiskFile ready;

  Spares(Disk disk, WalConfig config, Executor loop, Runnable onReady) {
    this.disk = disk;
    this.config = config;
    this.loop = loop;
    this.onReady = onReady;
  }

  /** Starts to prepare segment {@code nextNumber}; finds what an earlier life left. Blocks. */
  void open(long nextNumber) throws IOException {
    number = nextNumber;
    for (String name : disk.list(Layout.DIRECTORY)) {
      if (name.startsWith(PREFIX)) {
        dropped.add(Layout.DIRECTORY + "/" + name);
      } else if (Layout.isLeftover(name)) {
        disk.delete(Layout.DIRECTORY + "/" + name, Disk.Lane.BULK, failure -> {});
      }
    }
    prepare();
  }

  /** The file for segment {@code wanted}, null while it is not ready. */
  @Nullable DiskFile take(long wanted) {
    DiskFile file = ready;
    if (file == null || wanted != number) {
      return null;
    }
    ready = null;
    number++;
    prepare();
    return file;
  }

  /** Whether the disk had no room for another segment. */
  boolean starved() {
    return starved;
  }

  /** Tries again after the disk was full. */
  void retry() {
    if (starved) {
      prepare();
    }
  }

  /** Takes a segment whose entries are no longer needed. */
  void drop(long segment) {
    String path = Layout.path(segment);
    if (dropped.size() < config.spareSegments()) {
      String spare = Layout.DIRECTORY + "/" + PREFIX + "%016x".formatted(segment);
      dropped.add(spare);
      disk.rename(path, spare, Disk.Lane.BULK, failure -> {});
    } else {
      disk.delete(path, Disk.Lane.BULK, failure -> {});
    }
    disk.syncDirectory(Layout.DIRECTORY, Disk.Lane.BULK, failure -> {});
  }

  void close() {
    if (ready != null) {
      ready.close();
    }
  }

  private void prepare() {
    if (preparing || ready != null) {
      return;
    }
    preparing = true;
    String path = Layout.path(number);
    String spare = dropped.poll();
    if (spare != null) {
      disk.rename(spare, path, Disk.Lane.BULK, failure -> onLoop(this::renamed, failure));
      return;
    }
    try {
      starved = disk.usableBytes() < config.segmentBytes();
      if (starved) {
        preparing = false;
        return;
      }
      fill(disk.open(path, Disk.Lane.BULK), 0);
    } catch (IOException e) {
      failed();
    }
  }

  private void renamed(@Nullable IOException failure) {
    if (failure != null) {
      // The spare is gone or another file: a fresh one does as well.
      preparing = false;
      prepare();
      return;
    }
    disk.syncDirectory(Layout.DIRECTORY, Disk.Lane.BULK, synced -> onLoop(this::prepared, synced));
  }

  private void fill(DiskFile file, long from) {
    int length = (int) Math.min(CHUNK_BYTES, config.segmentBytes() - from);
    if (length == 0) {
      file.sync(failure -> onLoop(f -> filled(file, f), failure));
      return;
    }
    file.write(
        from,
        ByteBuffer.allocate(length),
        failure ->
            onLoop(
                f -> {
                  if (f == null) {
                    fill(file, from + length);
                  } else {
                    filled(file, f);
                  }
                },
                failure));
  }

  private void filled(DiskFile file, @Nullable IOException failure) {
    file.close();
    if (failure == null) {
      renamed(null);
    } else {
      disk.delete(Layout.path(number), Disk.Lane.BULK, deleted -> {});
      failed();
    }
  }

  private void prepared(@Nullable IOException failure) {
    if (failure != null) {
      failed();
      return;
    }
    try {
      ready = disk.open(Layout.path(number), Disk.Lane.LOG);
      preparing = false;
      starved = false;
      onReady.run();
    } catch (IOException e) {
      failed();
    }
  }

  /** Nothing was promised about this file yet: it is made again later. */
  private void failed() {
    preparing = false;
    starved = true;
  }

  private void onLoop(
      java.util.function.Consumer<@Nullable IOException> then, @Nullable IOException failure) {
    loop.execute(() -> then.accept(failure));
  }
}
