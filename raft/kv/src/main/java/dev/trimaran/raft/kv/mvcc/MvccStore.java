package dev.trimaran.raft.kv.mvcc;

import dev.trimaran.base.Checks;
import dev.trimaran.raft.kv.mvcc.Version.Lineage;
import dev.trimaran.raft.kv.mvcc.Version.Revision;
import java.util.Arrays;
import java.util.Iterator;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * All keys, all versions. One thread writes; what it wrote becomes visible to readers by {@link
 * #publish}, a batch at a time. Readers share a lock that only the cutting of compacted versions
 * takes for itself, in slices.
 */
public final class MvccStore {

  /** The revision of an empty store, as etcd counts. */
  public static final long FIRST_REVISION = 1;

  private final ConcurrentNavigableMap<byte[], Version> index =
      new ConcurrentSkipListMap<>(Arrays::compareUnsigned);
  private final RevisionLog log = new RevisionLog();
  private final ReentrantReadWriteLock cutting = new ReentrantReadWriteLock();
  private final AtomicLong bytes = new AtomicLong();
  private final Pins pins = new Pins();
  private final Cutter cutter = new Cutter(index, log, bytes);

  /** The writer's own; ahead of {@link #published} inside a batch. */
  private long current = FIRST_REVISION;

  private volatile long published = FIRST_REVISION;
  private volatile long publishedEnd;
  private volatile long compacted = -1;

  // ---- any thread

  /** The revision that readers see. */
  public long revision() {
    return published;
  }

  /** Reads before this revision are refused; -1 before the first compaction. */
  public long compactedRevision() {
    return compacted;
  }

  /** Bytes of keys and values kept, with their overhead. */
  public long sizeBytes() {
    return bytes.get();
  }

  /**
   * Runs {@code reading} while no version it can see is cut away.
   *
   * @param reading receives the published revision
   */
  public <R> R read(LongFunction<R> reading) {
    cutting.readLock().lock();
    try {
      return reading.apply(published);
    } finally {
      cutting.readLock().unlock();
    }
  }

  /** Told of the live versions in a span. */
  @FunctionalInterface
  public interface Visitor {

    /** Returns false to stop. */
    boolean visit(Version version);
  }

  /** Visits the live versions as of {@code revision} in the order of their keys. */
  public void scan(KeySpan span, long revision, Visitor visitor) {
    if (span.single()) {
      Version only = Version.atOrBefore(index.get(span.key()), revision);
      if (only != null && !only.tombstone()) {
        visitor.visit(only);
      }
      return;
    }
    for (Version newest : span.within(index).values()) {
      Version version = Version.atOrBefore(newest, revision);
      if (version != null && !version.tombstone() && !visitor.visit(version)) {
        return;
      }
    }
  }

  /** Visits the newest version of each key, tombstones included, whatever its revision. */
  public void scanNewest(Visitor visitor) {
    for (Version newest : index.values()) {
      if (!visitor.visit(newest)) {
        return;
      }
    }
  }

  /** The newest versions in the order of their keys, for one who holds a pin. */
  public Iterator<Version> newest() {
    return index.values().iterator();
  }

  /** Position in the order of revisions of the first change at {@code revision} or later. */
  public long positionOf(long revision) {
    return Math.min(log.firstFrom(revision), publishedEnd);
  }

  /** Position after the last published change. */
  public long publishedEnd() {
    return publishedEnd;
  }

  /** The change at a position from {@link #positionOf} to before {@link #publishedEnd}. */
  public Version change(long position) {
    return log.get(position);
  }

  // ---- the writer

  /** The writer's revision, which readers may not see yet. */
  public long writerRevision() {
    return current;
  }

  /** Begins the changes of one revision; at most one is open. */
  public WriteTransaction begin() {
    return new WriteTransaction(this, current + 1);
  }

  /** Shows readers all that was written. */
  public void publish() {
    publishedEnd = log.end();
    published = current;
  }

  /**
   * Refuses reads before {@code revision} from now on; what only they could see is freed by {@link
   * #cutSome}.
   */
  public void compact(long revision) {
    Checks.that(revision > compacted && revision <= current, "compaction moves forward");
    compacted = revision;
  }

  /**
   * Frees up to {@code limit} changes that compaction made unreachable, unless a reader or a pin is
   * in the way: then another time.
   *
   * @return whether something is left to do
   */
  public boolean cutSome(int limit) {
    long upTo = Math.min(Math.min(compacted, published), pins.lowest());
    if (!cutter.pending(upTo)) {
      return false;
    }
    if (cutting.writeLock().tryLock()) {
      try {
        cutter.cut(upTo, limit);
      } finally {
        cutting.writeLock().unlock();
      }
    }
    return cutter.pending(upTo);
  }

  /** Keeps everything visible at {@code revision} until the pin is closed. */
  public Pins.Pin pin(long revision) {
    return pins.add(revision);
  }

  /** What replaces the whole state. */
  @FunctionalInterface
  public interface Restoring {
    void run() throws java.io.IOException;
  }

  /** Runs {@code restoring} while no reader reads. */
  public void exclusively(Restoring restoring) throws java.io.IOException {
    cutting.writeLock().lock();
    try {
      restoring.run();
    } finally {
      cutting.writeLock().unlock();
    }
  }

  /** Starts over with nothing, before a restore. */
  public void clear() {
    index.clear();
    log.dropBefore(log.end());
    cutter.reset();
    bytes.set(0);
    current = FIRST_REVISION;
    compacted = -1;
  }

  /** Restores one version; those of one key come oldest first, and {@link #restored} ends it. */
  public void restore(byte[] key, byte @Nullable [] value, long[] numbers) {
    Version before = index.get(key);
    var at = new Revision(numbers[0], (int) numbers[1]);
    var lineage = new Lineage(numbers[2], numbers[3], numbers[4]);
    Version version = new Version(before == null ? key : before.key(), value, at, lineage, before);
    index.put(version.key(), version);
    bytes.addAndGet(version.bytes());
  }

  /** Ends a restore: puts the changes in order. */
  public void restored(long revision, long compactedRevision) {
    current = revision;
    compacted = compactedRevision;
    var all = new java.util.ArrayList<Version>();
    for (Version newest : index.values()) {
      for (Version v = newest; v != null; v = v.previous()) {
        all.add(v);
      }
    }
    all.sort(
        java.util.Comparator.comparingLong(Version::modRevision).thenComparingInt(Version::sub));
    all.forEach(log::append);
    publish();
  }

  @Nullable Version newest(byte[] key) {
    return index.get(key);
  }

  void add(Version version) {
    index.put(version.key(), version);
    log.append(version);
    bytes.addAndGet(version.bytes());
  }

  void ended(long revision) {
    Checks.that(revision == current + 1, "revisions go up by one", current, revision);
    current = revision;
  }
}
