package dev.trimaran.cache.node.persistence;

import dev.trimaran.base.port.Completion;
import dev.trimaran.base.port.Disk;
import dev.trimaran.base.port.DiskFile;
import dev.trimaran.cache.node.persistence.Layout.FileHeader;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot on its way to disk, under a temporary name until it is complete and durable. All
 * methods belong to the cache's loop; completions are handed to it.
 */
final class SnapshotFile {

  private static final int MOST_WRITES = 8;

  private final Disk disk;
  private final Executor loop;
  private final long generation;
  private final long nowMs;
  private final Runnable onProgress;
  private final Completion done;
  private final DiskFile file;
  private final ArrayDeque<Batch> free = new ArrayDeque<>();
  private Batch filling = new Batch();
  private long position = Layout.FILE_HEADER_BYTES;
  private int writes;
  private boolean ended;

  /**
   * Blocks for the time it takes to make a file's name.
   *
   * @param onProgress there is room for more again
   * @param done told on the loop: null when the snapshot has its name durably, else why there is
   *     none
   */
  SnapshotFile(Disk disk, Executor loop, Generation of, Runnable onProgress, Completion done)
      throws IOException {
    this.disk = disk;
    this.loop = loop;
    this.generation = of.number();
    this.nowMs = of.nowMs();
    this.onProgress = onProgress;
    this.done = done;
    file = disk.open(Layout.temporary(generation), Disk.Lane.BULK);
    FileHeader header =
        new FileHeader(Layout.VERSION, Layout.SNAPSHOT, generation, Layout.WITH_SNAPSHOT, nowMs);
    file.truncate(0, this::unlessFailed);
    file.write(0, header.encode(), this::unlessFailed);
  }

  /** Which snapshot it is, and when the state it holds was that of the cache. */
  record Generation(long number, long nowMs) {}

  /** Where requests are put that make the state; {@link #cut} after each. */
  Batch batch() {
    return filling;
  }

  /** Writes what was put, if it is enough for a frame. */
  void cut() {
    if (filling.length() >= Layout.FRAME_BYTES) {
      submit(Layout.REQUESTS);
    }
  }

  /** Whether so much waits for the disk that one should not go on now. */
  boolean isFull() {
    return writes >= MOST_WRITES;
  }

  long bytes() {
    return position + (filling.isEmpty() ? 0 : filling.length());
  }

  /** All was put: seals it, makes it durable, gives it its name. */
  void finish() {
    if (!filling.isEmpty()) {
      submit(Layout.REQUESTS);
    }
    submit(Layout.SEAL);
    file.sync(failure -> loop.execute(() -> named(failure)));
    file.close();
  }

  private void named(@Nullable IOException failure) {
    if (failure != null) {
      end(failure);
    } else if (!ended) {
      String name = Layout.temporary(generation);
      disk.rename(name, Layout.snapshot(generation), Disk.Lane.BULK, this::unlessFailed);
      disk.syncDirectory("", Disk.Lane.BULK, failed -> loop.execute(() -> end(failed)));
    }
  }

  /** Gives it up: what was written is deleted. */
  void abandon(String why) {
    end(new IOException(why));
  }

  private void submit(int kind) {
    Batch batch = filling;
    Batch next = free.poll();
    filling = next == null ? new Batch() : next;
    long start = position;
    position += batch.length();
    writes++;
    file.write(
        start,
        batch.frame(kind, nowMs, 0),
        failure ->
            loop.execute(() -> {
              writes--;
              if (failure != null) {
                end(failure);
                return;
              }
              batch.clear();
              free.add(batch);
              if (!ended) {
                onProgress.run();
              }
            }));
  }

  private void unlessFailed(@Nullable IOException failure) {
    if (failure != null) {
      loop.execute(() -> end(failure));
    }
  }

  private void end(@Nullable IOException failure) {
    if (ended) {
      return;
    }
    ended = true;
    if (failure != null) {
      file.close();
      disk.delete(Layout.temporary(generation), Disk.Lane.BULK, _ -> {});
    }
    done.done(failure);
  }
}
