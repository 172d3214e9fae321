package dev.trimaran.events.node.storage;

import dev.trimaran.base.port.Disk;
import dev.trimaran.base.port.DiskFile;
import dev.trimaran.base.port.Loops;
import dev.trimaran.base.port.Poller;
import dev.trimaran.base.port.World;
import dev.trimaran.events.core.index.SegmentWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes full segments to files, one at a time, on a loop of its own: content under a temporary
 * name, forced; then the name, forced. A crash leaves a segment's file whole or not at all. A write
 * that fails stops the node: it is never tried again.
 */
final class Sealer implements Poller {

  private static final String TEMPORARY = Layout.DIRECTORY + "/sealing.tmp";

  private final Disk disk;
  private final long identity;
  private final LongConsumer sealed;
  private final Consumer<IOException> failed;
  private final ConcurrentLinkedQueue<MemorySegment> full = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Runnable> outcomes = new ConcurrentLinkedQueue<>();
  private final Loops.Loop loop;

  /** True from the beginning, until what a crash has left is removed. */
  private boolean writing = true;

  private boolean broken;

  /**
   * @param sealed told the first position of each segment whose file is durable, on the loop
   * @param failed told what went wrong, on the loop; nothing is sealed afterwards
   */
  Sealer(World world, long identity, LongConsumer sealed, Consumer<IOException> failed) {
    this.disk = world.disk();
    this.identity = identity;
    this.sealed = sealed;
    this.failed = failed;
    this.loop =
        world
            .loops()
            .start(
                "event-index",
                this,
                cause -> failed.accept(new IOException("sealing a segment failed", cause)));
    disk.delete(TEMPORARY, Disk.Lane.BULK, failure -> after(failure, () -> writing = false));
  }

  /** Takes a segment that will not change any more; any thread. */
  void seal(MemorySegment segment) {
    full.add(segment);
    loop.wake();
  }

  /** Forgets what was not begun, for the index is made anew; any thread. */
  void reset() {
    full.clear();
  }

  void stop() {
    loop.stop();
  }

  @Override
  public long poll(long nowNanos) {
    for (Runnable next = outcomes.poll(); next != null && !broken; next = outcomes.poll()) {
      next.run();
    }
    MemorySegment segment = writing || broken ? null : full.poll();
    if (segment != null) {
      writing = true;
      write(segment);
    }
    return IDLE;
  }

  private void write(MemorySegment segment) {
    long first = segment.first();
    ByteBuffer bytes = SegmentWriter.write(segment.open(), identity);
    DiskFile file;
    try {
      file = disk.open(TEMPORARY, Disk.Lane.BULK);
    } catch (IOException e) {
      fail(e);
      return;
    }
    file.truncate(0, this::check);
    file.write(0, bytes, this::check);
    file.sync(failure ->
        after(
            failure,
            () -> {
              file.close();
              disk.rename(TEMPORARY, Layout.path(first), Disk.Lane.BULK, this::check);
              disk.syncDirectory(
                  Layout.DIRECTORY, Disk.Lane.BULK, unsynced -> after(unsynced, () -> done(first)));
            }));
  }

  private void done(long first) {
    writing = false;
    sealed.accept(first);
    loop.wake();
  }

  private void check(@Nullable IOException failure) {
    if (failure != null) {
      after(failure, () -> {});
    }
  }

  private void after(@Nullable IOException failure, Runnable then) {
    outcomes.add(failure == null ? then : () -> fail(failure));
    loop.wake();
  }

  private void fail(IOException failure) {
    broken = true;
    failed.accept(failure);
  }
}
