package dev.trimaran.raft.node.wal;

import dev.trimaran.base.Checks;
import dev.trimaran.base.port.Clock;
import dev.trimaran.base.port.DiskFile;
import dev.trimaran.base.port.World;
import dev.trimaran.raft.core.model.Entry;
import dev.trimaran.raft.core.model.HardState;
import dev.trimaran.raft.core.model.SnapshotMeta;
import dev.trimaran.raft.node.model.StorageIdentity;
import dev.trimaran.raft.node.model.SyncTimes;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The log being written. Lives on the node's loop. While one write and its sync are under way, all
 * that is appended becomes the next batch: group commit without a timer.
 *
 * <p>Invariant: nothing is reported durable before its sync has succeeded, and after a failed write
 * or sync nothing is ever reported again.
 */
public final class Wal {

  /** Told on the node's loop. */
  public interface Listener {

    /** What was appended under {@code sequence} is durable, and all before it. */
    void persisted(long sequence);

    /** A write or sync failed: the node stops. */
    void failed(IOException cause);
  }

  private sealed interface Item {}

  private record Append(long sequence, @Nullable HardState hardState, List<Entry> entries)
      implements Item {}

  private record Reset(SnapshotMeta meta, Runnable then) implements Item {}

  private final Executor loop;
  private final Clock clock;
  private final WalConfig config;
  private final Segments segments;
  private final Spares spares;
  private final SyncTimes syncTimes;
  private final Listener listener;
  private final boolean acknowledgeEarly;
  private final BatchEncoder encoder = new BatchEncoder();
  private final Deque<Item> queue = new ArrayDeque<>();

  /** Entries of the first item of the queue that are already in a batch. */
  private int taken;

  private HardState hardState;
  private long nextSequence;
  private int chain;

  /** Whether the batch being encoded holds an entry: one is taken however large it is. */
  private boolean holdsEntry;

  private boolean writing;

  /** The current segment has its index: what comes next goes to another. */
  private boolean sealed;

  private boolean failed;

  /**
   * What a log lives in.
   *
   * @param loop runs tasks on the node's loop
   * @param acknowledgeEarly the planted bug of acknowledging before the sync; false but in tests
   */
  public record Setting(
      World world,
      WalConfig config,
      StorageIdentity identity,
      Executor loop,
      boolean acknowledgeEarly) {}

  /** Goes on with a log that was read. Blocks briefly. */
  public Wal(Setting setting, RecoveredLog recovered, Listener listener) throws IOException {
    World world = setting.world();
    this.loop = setting.loop();
    this.clock = world.clock();
    this.config = setting.config();
    this.listener = listener;
    this.acknowledgeEarly = setting.acknowledgeEarly();
    this.syncTimes = new SyncTimes();
    this.hardState = recovered.hardState();
    this.nextSequence = recovered.tail().nextSequence();
    this.chain = recovered.tail().chain();
    this.spares = new Spares(world.disk(), config, loop, this::flush);
    this.segments = new Segments(world, config, setting.identity(), recovered, spares);
    spares.open(recovered.tail().nextNumber());
  }

  /** Queues a write; {@link #flush} starts it. */
  public void append(long sequence, @Nullable HardState newState, List<Entry> entries) {
    queue.add(new Append(sequence, newState, entries));
  }

  /** Queues the record that all entries so far are void; {@code then} runs once it is durable. */
  public void reset(SnapshotMeta meta, Runnable then) {
    queue.add(new Reset(meta, then));
  }

  /** Starts the next batch unless one is under way; called at the end of each poll of the loop. */
  public void flush() {
    if (writing || failed || queue.isEmpty()) {
      return;
    }
    List<Runnable> then = new ArrayList<>();
    encoder.clear();
    if ((sealed || !segments.hasRoom(firstItemBytes())) && !roll()) {
      return; // goes on when this segment is sealed and the next one ready
    }
    Checks.that(segments.hasRoom(firstItemBytes()), "an entry fits a segment");
    long sequence = nextSequence++;
    encoder.begin(segments.salt(), sequence, sequence - 1, chain);
    holdsEntry = false;
    if (segments.fresh()) {
      encoder.hardState(hardState);
    }
    boolean voids = fill(then);
    Checks.that(holdsEntry || !then.isEmpty(), "a batch takes something from the queue");
    chain = encoder.finish();
    write(sequence, then, voids);
  }

  /** Whether everything appended is durable. */
  public boolean idle() {
    return !writing && queue.isEmpty();
  }

  /** Entries before {@code firstIndex} are not needed any more. */
  public void compact(long firstIndex) {
    segments.dropBefore(firstIndex);
  }

  /** Looks again whether the disk has room; called now and then. */
  public void checkSpace() {
    spares.retry();
    segments.checkSpace();
  }

  /** Whether new proposals should be refused because the disk is nearly full. */
  public boolean lowOnSpace() {
    return spares.starved() || segments.lowOnSpace();
  }

  public SyncTimes syncTimes() {
    return syncTimes;
  }

  /** Closes the files after what was submitted. */
  public void close() {
    failed = true;
    segments.close();
    spares.close();
  }

  private int firstItemBytes() {
    int hardStateBytes = 2 * Layout.FRAME_HEADER_BYTES;
    if (queue.element() instanceof Append append && append.entries().size() > taken) {
      int bytes = BatchEncoder.frameBytes(append.entries().get(taken));
      return hardStateBytes + bytes;
    }
    return hardStateBytes;
  }

  /**
   * Goes on in the next segment. It is begun only after the seal of this one is durable: of a
   * segment that another follows, everything must be readable.
   */
  private boolean roll() {
    DiskFile old = segments.current();
    if (old != null && !sealed) {
      seal(old);
      return false;
    }
    DiskFile next = spares.take(segments.nextNumber());
    if (next == null) {
      return false;
    }
    sealed = false;
    segments.begin(next, segments.drawSalt());
    encoder.header(segments.header(nextSequence, chain));
    return true;
  }

  private void seal(DiskFile segment) {
    sealed = true;
    writing = true;
    long sequence = nextSequence++;
    encoder.begin(segments.salt(), sequence, sequence - 1, chain);
    segments.encodeIndex(encoder);
    chain = encoder.finish();
    HardState state = hardState;
    int crc = chain;
    segment.write(segments.position(), encoder.encoded(), this::checked);
    segment.sync(failure ->
        loop.execute(() -> {
          if (failure != null) {
            fail(failure);
          } else {
            segments.sealed(state, sequence, crc);
            writing = false;
          }
        }));
  }

  /** Encodes as much of the queue as one write takes. */
  private boolean fill(List<Runnable> then) {
    boolean voids = false;
    while (!queue.isEmpty()) {
      switch (queue.element()) {
        case Append append -> {
          if (!fill(append)) {
            return voids;
          }
          long sequence = append.sequence();
          then.add(() -> listener.persisted(sequence));
        }
        case Reset reset -> {
          if (!fits(Layout.FRAME_HEADER_BYTES)) {
            return voids;
          }
          encoder.reset(reset.meta());
          then.add(reset.then());
          voids = true;
        }
      }
      queue.remove();
    }
    return voids;
  }

  private boolean fill(Append append) {
    HardState newState = append.hardState();
    if (newState != null && taken == 0) {
      if (!fits(Layout.FRAME_HEADER_BYTES)) {
        return false;
      }
      hardState = newState;
      encoder.hardState(newState);
    }
    List<Entry> entries = append.entries();
    while (taken < entries.size()) {
      Entry entry = entries.get(taken);
      if (!fits(BatchEncoder.frameBytes(entry))) {
        return false;
      }
      segments.note(entry.index(), encoder.encodedBytes());
      encoder.entry(entry);
      holdsEntry = true;
      taken++;
    }
    taken = 0;
    return true;
  }

  private boolean fits(int bytes) {
    int batch = encoder.batchBytes() + bytes;
    return segments.hasRoom(batch - Layout.BATCH_HEADER_BYTES)
        && (batch <= config.maxBatchBytes() || !holdsEntry);
  }

  private void write(long sequence, List<Runnable> then, boolean voids) {
    DiskFile file = segments.current();
    Checks.that(file != null, "a batch is written to a segment");
    if (file == null) {
      return;
    }
    writing = true;
    long position = segments.position();
    Segments.Durable durable = segments.advance(encoder.encodedBytes());
    long started = clock.nanoTime();
    file.write(position, encoder.encoded(), this::checked);
    file.sync(failure ->
        loop.execute(() -> {
          if (failure != null) {
            fail(failure);
          } else {
            syncTimes.record(clock.nanoTime() - started);
            segments.durable(durable);
            synced(then, voids);
          }
        }));
    if (acknowledgeEarly) {
      then.forEach(loop::execute);
      then.clear();
    }
  }

  private void synced(List<Runnable> then, boolean voids) {
    if (failed) {
      return;
    }
    writing = false;
    if (voids) {
      segments.dropSealed();
    }
    then.forEach(Runnable::run);
  }

  private void checked(@Nullable IOException failure) {
    if (failure != null) {
      loop.execute(() -> fail(failure));
    }
  }

  private void fail(IOException failure) {
    if (!failed) {
      failed = true;
      listener.failed(failure);
    }
  }
}
