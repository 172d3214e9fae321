package dev.trimaran.cache.node.persistence;

import dev.trimaran.base.port.Completion;
import dev.trimaran.base.port.Disk;
import dev.trimaran.base.port.DiskFile;
import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.node.model.SyncPolicy;
import dev.trimaran.cache.node.persistence.Layout.FileHeader;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The log that is written now. While one write (with its force, under {@link SyncPolicy#ALWAYS}) is
 * under way, all that is appended becomes the next: commits group by themselves. All methods belong
 * to the cache's loop; completions are handed to it.
 */
final class AppendLog {

  private static final int BACKLOG_BYTES = 64 * 1024 * 1024;

  private final Disk disk;
  private final Executor loop;
  private final Consumer<IOException> onFailure;
  private final Runnable onProgress;
  private final ArrayDeque<Batch> free = new ArrayDeque<>();
  private SyncPolicy policy;
  private @Nullable DiskFile file;
  private long generation;
  private Batch filling = new Batch();
  private long lastTimeMs;
  private long firstTimeMs;
  private long position;
  private long durablePosition;
  private int writes;
  private boolean syncing;
  private boolean dirty;
  private long appended;
  private long durable;

  /**
   * @param loop runs what is handed to it on the cache's loop
   * @param onFailure the disk has failed; nothing is tried again
   * @param onProgress something that was waited for is written
   */
  AppendLog(
      Disk disk,
      SyncPolicy policy,
      Executor loop,
      Consumer<IOException> onFailure,
      Runnable onProgress) {
    this.disk = disk;
    this.policy = policy;
    this.loop = loop;
    this.onFailure = onFailure;
    this.onProgress = onProgress;
  }

  /** Whether a log is written at all. */
  boolean isOpen() {
    return file != null;
  }

  void policy(SyncPolicy next) {
    policy = next;
  }

  long generation() {
    return generation;
  }

  LogState state() {
    return new LogState(position, filling.isEmpty() ? 0 : filling.length(), syncing);
  }

  /** Requests appended so far. */
  long appended() {
    return appended;
  }

  /** So many of the requests are as safe as the policy promises before a reply. */
  long durable() {
    return durable;
  }

  /** Goes on with a file that was read up to {@code end}; what lies behind is cut. Blocks. */
  void resume(long generation, long end) throws IOException {
    this.generation = generation;
    DiskFile log = disk.open(Layout.log(generation), Disk.Lane.LOG);
    file = log;
    position = end;
    durablePosition = end;
    if (log.size() > end) {
      log.truncate(end, this::unlessFailed);
    }
    // Under another policy some of what was read may not be durable yet.
    log.sync(this::unlessFailed);
  }

  /**
   * Ends the file, if one is open, and begins the next. What is appended from now on lies in the
   * new one. Blocks for the time it takes to make a file's name.
   *
   * @param continued the log that it goes on from; see {@link Layout}
   */
  void begin(long generation, long continued, long nowMs) throws IOException {
    DiskFile next = disk.open(Layout.log(generation), Disk.Lane.LOG);
    seal(nowMs, this::unlessFailed);
    this.generation = generation;
    FileHeader header = new FileHeader(Layout.VERSION, Layout.LOG, generation, continued, nowMs);
    next.truncate(0, this::unlessFailed);
    next.write(0, header.encode(), this::unlessFailed);
    next.sync(this::unlessFailed);
    disk.syncDirectory("", Disk.Lane.LOG, this::unlessFailed);
    file = next;
    position = Layout.FILE_HEADER_BYTES;
    durablePosition = position;
    dirty = false;
  }

  /**
   * Ends the file, which is complete; the next is begun some time, or never.
   *
   * @param done told on the loop that all of it is durable
   */
  void end(long nowMs, Runnable done) {
    seal(
        nowMs,
        failure -> {
          if (failure == null) {
            loop.execute(done);
          } else {
            unlessFailed(failure);
          }
        });
  }

  private void seal(long nowMs, Completion done) {
    DiskFile old = file;
    if (old == null) {
      return;
    }
    submit();
    Batch seal = new Batch();
    old.write(position, seal.frame(Layout.SEAL, nowMs, durablePosition), this::unlessFailed);
    old.sync(done);
    old.close();
    file = null;
  }

  void append(long nowMs, int database, Arguments request) {
    if (filling.isEmpty()) {
      firstTimeMs = nowMs;
      lastTimeMs = nowMs;
    } else if (nowMs > lastTimeMs) {
      filling.later((int) Math.min(Integer.MAX_VALUE, nowMs - lastTimeMs));
      lastTimeMs = nowMs;
    }
    filling.add(database, request);
    appended++;
  }

  /**
   * Writes what was appended, unless a write is under way.
   *
   * @return whether replies may be sent now; else when {@link #durable} has reached what {@link
   *     #appended} is now
   */
  boolean settle() {
    if (writes == 0) {
      submit();
    }
    return policy == SyncPolicy.ALWAYS ? durable == appended : filling.length() < BACKLOG_BYTES;
  }

  /** To be called once a second. */
  void everySecond() {
    DiskFile log = file;
    if (policy != SyncPolicy.EVERYSEC || !dirty || syncing || log == null) {
      return;
    }
    dirty = false;
    syncing = true;
    long generationNow = generation;
    long end = position;
    log.sync(failure ->
        loop.execute(() -> {
          syncing = false;
          if (failure != null) {
            onFailure.accept(failure);
          } else if (generation == generationNow) {
            durablePosition = Math.max(durablePosition, end);
          }
        }));
  }

  /** Writes and forces everything, and ends. */
  void close(Completion done) {
    DiskFile log = file;
    if (log == null) {
      done.done(null);
      return;
    }
    submit();
    log.sync(done);
    log.close();
    file = null;
  }

  private void submit() {
    DiskFile log = file;
    if (filling.isEmpty() || log == null) {
      return;
    }
    Batch batch = filling;
    Batch next = free.poll();
    filling = next == null ? new Batch() : next;
    long upTo = appended;
    long start = position;
    long end = start + batch.length();
    boolean force = policy == SyncPolicy.ALWAYS;
    long generationNow = generation;
    Completion written =
        failure ->
            loop.execute(() -> {
              if (failure != null) {
                onFailure.accept(failure);
                return;
              }
              if (force && generation == generationNow) {
                durablePosition = Math.max(durablePosition, end);
              }
              written(batch, upTo);
            });
    position = end;
    writes++;
    log.write(
        start,
        batch.frame(Layout.REQUESTS, firstTimeMs, durablePosition),
        force ? this::unlessFailed : written);
    if (force) {
      log.sync(written);
    } else {
      dirty = true;
    }
  }

  private void written(Batch batch, long upTo) {
    writes--;
    durable = Math.max(durable, upTo);
    batch.clear();
    if (free.isEmpty()) {
      free.add(batch);
    }
    if (writes == 0) {
      submit();
    }
    onProgress.run();
  }

  private void unlessFailed(@Nullable IOException failure) {
    if (failure != null) {
      loop.execute(() -> onFailure.accept(failure));
    }
  }
}
