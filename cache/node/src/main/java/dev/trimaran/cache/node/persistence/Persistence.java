package dev.trimaran.cache.node.persistence;

import dev.trimaran.base.port.Clock;
import dev.trimaran.base.port.Disk;
import dev.trimaran.cache.core.keyspace.Keyspace;
import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.node.model.CacheConfig.Durability;
import dev.trimaran.cache.node.model.SavePoint;
import dev.trimaran.cache.node.model.SyncPolicy;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the cache on disk: the append log, snapshots in the background, and the start from both.
 * All methods belong to the cache's loop.
 */
public final class Persistence {

  private static final Logger LOG = LoggerFactory.getLogger(Persistence.class);
  private static final long SLICE_NANOS = 500_000;

  /** After a snapshot that failed the next is not tried by itself for so long; Redis's. */
  private static final long RETRY_MS = 5_000;

  private final Disk disk;
  private final Source source;
  private final Executor loop;
  private final Clock clock;
  private final AppendLog log;
  private final Leftovers leftovers;
  private Durability durability;
  private long generation;
  private long highest;
  private @Nullable SnapshotFile file;
  private @Nullable SnapshotWalk walk;
  private boolean sliceDue;
  private long startedMs;
  private long changesAtStart;
  private boolean again;
  private boolean restarting;
  private boolean based = true;
  private int flushes;
  private long fileBytes;
  private Saved saved;
  private Runnable onSaved = () -> {};

  /** Whoever runs the loop. */
  public record Host(
      Executor loop, Clock clock, Consumer<Throwable> onFailure, Runnable onProgress) {}

  /**
   * @param host {@code onFailure} is told when the disk has failed the log: the node is to be
   *     stopped; {@code onProgress} when {@link #durable} has moved on
   */
  public Persistence(Disk disk, Durability durability, Source source, Host host) {
    this.disk = disk;
    this.durability = durability;
    this.source = source;
    this.loop = host.loop();
    this.clock = host.clock();
    this.log =
        new AppendLog(disk, durability.sync(), loop, host.onFailure()::accept, host.onProgress());
    this.saved = Saved.nothing(clock.currentTimeMillis(), 0, 0);
    this.leftovers = new Leftovers(disk);
  }

  /**
   * Replays what is stored, and makes ready to log. Blocks; called once, first.
   *
   * @throws IOException when what is stored is damaged or of another release, or the disk fails
   */
  public void start(Replayer replayer) throws IOException {
    long began = clock.nanoTime();
    Recovery.Recovered found = Recovery.read(disk, replayer);
    generation = found.generation();
    highest = found.highest();
    found.obsolete().forEach(leftovers::delete);
    Recovery.Log last = found.log();
    if (generation > 0) {
      LOG.info(
          "restored generation {}: {} requests of the log, in {} ms",
          generation,
          found.requests(),
          (clock.nanoTime() - began) / 1_000_000);
    }
    saved = Saved.nothing(clock.currentTimeMillis(), source.changes(), found.snapshotBytes());
    if (durability.appendOnly()) {
      goOn(last);
    } else if (last != null) {
      // A log that nobody goes on with would be replayed over a later state.
      snapshot();
    }
  }

  private void goOn(Recovery.@Nullable Log last) throws IOException {
    if (last != null && !last.sealed()) {
      log.resume(last.generation(), last.end());
      return;
    }
    long before =
        last != null
            ? last.generation()
            : generation > 0 ? Layout.afterSnapshot(generation) : Layout.FROM_NOTHING;
    generation = ++highest;
    log.begin(generation, before, clock.currentTimeMillis());
  }

  /** Logs a request, if a log is kept. */
  public void append(long nowMs, int database, Arguments request) {
    if (log.isOpen()) {
      log.append(nowMs, database, request);
    }
  }

  /** An entry is about to be changed, perhaps; to be told before it is. */
  public void threatened(Keyspace keys, byte[] key, int offset, int length) {
    SnapshotWalk walking = walk;
    if (walking != null) {
      walking.threatened(keys, key, offset, length);
    }
  }

  /** Whether {@link #threatened} must be told. */
  public boolean isWalking() {
    return walk != null;
  }

  /** Databases were emptied or exchanged as a whole: a snapshot that is under way begins anew. */
  public void upheaval() {
    if (walk != null) {
      again = true;
    }
  }

  /**
   * Writes what was logged.
   *
   * @return whether replies may be sent now; else once {@link #durable} has reached what {@link
   *     #appended} is now
   */
  public boolean settle() {
    if (again) {
      again = false;
      restart();
    }
    return !log.isOpen() || log.settle();
  }

  /** Requests logged so far. */
  public long appended() {
    return log.appended();
  }

  /** So many of them are as safe as was promised. */
  public long durable() {
    return log.durable();
  }

  public Saved saved() {
    return saved;
  }

  /** Whether a snapshot is being written. */
  public boolean isSaving() {
    return file != null;
  }

  /** Milliseconds since the epoch at which the snapshot that is under way was begun. */
  public long savingSinceMs() {
    return startedMs;
  }

  /**
   * Begins or ends to log changes. A log that begins goes on from a snapshot that begins with it,
   * or once the one under way has ended.
   */
  public void appendOnly(boolean on) {
    durability = new Durability(on, durability.sync(), durability.savePoints());
    beginLog();
    if (!on) {
      endLog(() -> {});
    }
  }

  /**
   * Whether {@link #appendOnly} is not yet true of the disk: the log has no snapshot to go on from,
   * or is not flushed.
   */
  public boolean isSwitching() {
    return flushes > 0 || durability.appendOnly() && !(log.isOpen() && based);
  }

  /** Whether changes are logged. */
  public boolean isLogging() {
    return log.isOpen();
  }

  private void beginLog() {
    if (durability.appendOnly() && !log.isOpen() && file == null) {
      snapshot();
    }
  }

  private void endLog(Runnable then) {
    if (log.isOpen()) {
      flushes++;
      log.end(
          clock.currentTimeMillis(),
          () -> {
            flushes--;
            then.run();
            onSaved.run();
          });
    }
  }

  public LogState log() {
    return log.state();
  }

  public Progress progress() {
    SnapshotWalk walking = walk;
    return walking == null ? Progress.NONE : walking.progress();
  }

  public Durability durability() {
    return durability;
  }

  public void sync(SyncPolicy policy) {
    durability = new Durability(durability.appendOnly(), policy, durability.savePoints());
    log.policy(policy);
  }

  public void savePoints(List<SavePoint> points) {
    durability = new Durability(durability.appendOnly(), durability.sync(), points);
  }

  /**
   * Begins a snapshot of the state as it is now, which also makes the log short. Answers false
   * where one is under way.
   */
  public boolean snapshot() {
    if (file != null) {
      return false;
    }
    long now = clock.currentTimeMillis();
    startedMs = now;
    changesAtStart = source.changes();
    try {
      generation = ++highest;
      if (durability.appendOnly()) {
        based = based && log.isOpen();
        log.begin(generation, based ? log.generation() : Layout.WITH_SNAPSHOT, now);
      }
      SnapshotFile begun =
          new SnapshotFile(
              disk,
              loop,
              new SnapshotFile.Generation(generation, now),
              this::sliceLater,
              this::ended);
      file = begun;
      walk = new SnapshotWalk(source, begun);
      sliceLater();
      return true;
    } catch (IOException e) {
      failed(e);
      return true;
    }
  }

  /** To be called once a second. */
  public void everySecond() {
    log.everySecond();
    long now = clock.currentTimeMillis();
    long changes = source.changes() - saved.changes();
    boolean mayTry = saved.failedMs() == 0 || now - saved.failedMs() > RETRY_MS;
    if (mayTry) {
      beginLog();
    }
    for (SavePoint point : durability.savePoints()) {
      if (mayTry
          && file == null
          && changes >= Math.max(1, point.changes())
          && now - saved.lastMs() > point.seconds() * 1000) {
        LOG.info("{} changes in {} s: a snapshot is begun", changes, point.seconds());
        snapshot();
      }
    }
  }

  /** Writes and forces all that was logged, and ends. {@code done} is called on any thread. */
  public void close(Runnable done, Consumer<Throwable> onFailure) {
    SnapshotFile writing = file;
    if (writing != null) {
      writing.abandon("the node stops");
    }
    log.close(failure -> {
      if (failure != null) {
        onFailure.accept(failure);
      }
      done.run();
    });
  }

  private void sliceLater() {
    if (!sliceDue && walk != null) {
      sliceDue = true;
      loop.execute(this::slice);
    }
  }

  /** A piece of the walk, short enough that nobody waits for it. */
  private void slice() {
    sliceDue = false;
    SnapshotWalk walking = walk;
    SnapshotFile writing = file;
    if (walking == null || writing == null) {
      return;
    }
    long end = clock.nanoTime() + SLICE_NANOS;
    boolean more = true;
    while (more && !writing.isFull() && clock.nanoTime() < end) {
      more = walking.step();
    }
    if (!more) {
      walk = null;
      writing.finish();
      fileBytes = writing.bytes();
    } else if (!writing.isFull()) {
      sliceLater();
    }
  }

  private void restart() {
    SnapshotFile writing = file;
    if (walk != null && writing != null) {
      restarting = true;
      writing.abandon("the databases were emptied or exchanged meanwhile");
      restarting = false;
      snapshot();
    }
  }

  private void ended(@Nullable IOException failure) {
    file = null;
    walk = null;
    if (restarting) {
      return;
    }
    if (failure == null) {
      succeeded();
    } else {
      failed(failure);
    }
    onSaved.run();
    if (failure == null) {
      beginLog();
    }
  }

  /** Tells, on the loop, that a snapshot has ended well or badly, or that a log was flushed. */
  public void whenSaved(Runnable told) {
    onSaved = told;
  }

  private void succeeded() {
    long now = clock.currentTimeMillis();
    saved = saved.well(startedMs, changesAtStart, now, fileBytes);
    based = true;
    LOG.info("snapshot of generation {} took {} ms", generation, now - startedMs);
    leftovers.before(generation);
  }

  private void failed(IOException e) {
    LOG.error("a snapshot failed, what was safe before still is", e);
    saved = saved.badly(clock.currentTimeMillis());
    if (!based) {
      long abandoned = generation;
      endLog(() -> leftovers.delete(Layout.log(abandoned)));
    }
  }
}
