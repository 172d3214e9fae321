package dev.trimaran.raft.kv.watch;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.trimaran.raft.kv.mvcc.MvccStore;
import dev.trimaran.raft.kv.mvcc.Version;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * All watches of a node. Its lock is held for one applied batch, or for one slice of catching up.
 */
public final class WatchHub {

  private final MvccStore store;
  private final Map<ByteString, List<Watch>> byKey = new HashMap<>();
  private final SpanIndex bySpan = new SpanIndex();
  private final Set<Watch> synced = new LinkedHashSet<>();
  private final Set<Watch> unsynced = new LinkedHashSet<>();
  private final List<Watch> touched = new ArrayList<>();
  private volatile Runnable catchUpWanted = () -> {};

  /** How far synced watches were told: a position in the order of changes, and its revision. */
  private long toldPosition;

  private long toldRevision = MvccStore.FIRST_REVISION;

  public WatchHub(MvccStore store) {
    this.store = store;
  }

  /** Who runs {@link #catchUp} after this was called; any thread, not blocking. */
  public void onCatchUpWanted(Runnable wake) {
    catchUpWanted = wake;
  }

  /** Adds a watch; what it tells goes to {@code sink} from now on, in order. */
  public synchronized Watch register(WatchSpec spec, WatchSink sink) {
    Watch watch = new Watch(spec, sink);
    long start = spec.startRevision();
    if (start == 0 || start > toldRevision) {
      watch.next = Math.max(start, toldRevision + 1);
      sync(watch);
    } else {
      watch.next = start;
      unsynced.add(watch);
      catchUpWanted.run();
    }
    return watch;
  }

  /** Ends a watch; nothing is told after this returns. */
  public synchronized void cancel(Watch watch) {
    watch.cancelled = true;
    unsync(watch);
    unsynced.remove(watch);
  }

  /**
   * Tells the revision up to which all these watches were told everything, unless one lags.
   *
   * @param tell called under the lock, so that it is in order with events
   */
  public synchronized void progress(Collection<Watch> watches, LongConsumer tell) {
    if (watches.stream().allMatch(watch -> watch.synced)) {
      tell.accept(toldRevision);
    }
  }

  /** A sink is ready again. */
  public void wake() {
    catchUpWanted.run();
  }

  /** Numbers for metrics: watches, and those of them that lag. */
  public synchronized int[] counts() {
    return new int[] {synced.size() + unsynced.size(), unsynced.size()};
  }

  /** The applier: a batch became visible. */
  public synchronized void published() {
    long end = store.publishedEnd();
    long revision = store.revision();
    if (!synced.isEmpty()) {
      long compacted = store.compactedRevision();
      for (long at = toldPosition; at < end; at++) {
        offer(store.change(at), compacted);
      }
    }
    toldPosition = end;
    toldRevision = revision;
    for (Watch watch : touched) {
      if (watch.sink.ready()) {
        watch.tell(revision);
      } else {
        lag(watch);
      }
    }
    touched.clear();
  }

  /** The applier: the whole state was replaced; every watch finds its place anew. */
  public synchronized void restored() {
    for (Watch watch : List.copyOf(synced)) {
      watch.next = Math.max(watch.next, toldRevision + 1);
      unsync(watch);
      unsynced.add(watch);
    }
    toldPosition = store.publishedEnd();
    toldRevision = store.revision();
    catchUpWanted.run();
  }

  /**
   * Lets every unsynced watch whose sink is ready look at up to {@code limit} changes.
   *
   * @return whether another call now would make progress
   */
  public synchronized boolean catchUp(int limit) {
    boolean more = false;
    for (Watch watch : List.copyOf(unsynced)) {
      if (watch.sink.ready()) {
        more |= store.<Boolean>read(now -> catchUp(watch, limit));
      }
    }
    return more;
  }

  private boolean catchUp(Watch watch, int limit) {
    long compacted = store.compactedRevision();
    if (watch.next < compacted) {
      unsynced.remove(watch);
      watch.cancelled = true;
      watch.sink.compacted(watch, compacted, toldRevision);
      return false;
    }
    if (watch.next > toldRevision) {
      unsynced.remove(watch);
      sync(watch);
      return false;
    }
    long at = store.positionOf(watch.next);
    long stop = Math.min(toldPosition, at + limit);
    long revision = watch.next;
    while (at < toldPosition && (at < stop || store.change(at).modRevision() == revision)) {
      Version change = store.change(at++);
      revision = change.modRevision();
      if (watch.spec.span().contains(change.key())) {
        watch.gather(change, compacted);
      }
    }
    boolean finished = at >= toldPosition;
    watch.next = (finished ? toldRevision : revision) + 1;
    if (!watch.gathered.isEmpty()) {
      watch.tell(toldRevision);
    }
    if (finished) {
      unsynced.remove(watch);
      sync(watch);
    }
    return !finished;
  }

  private void offer(Version change, long compacted) {
    List<Watch> exact = byKey.get(UnsafeByteOperations.unsafeWrap(change.key()));
    if (exact != null) {
      exact.forEach(watch -> offer(watch, change, compacted));
    }
    bySpan.covering(change.key(), watch -> offer(watch, change, compacted));
  }

  private void offer(Watch watch, Version change, long compacted) {
    boolean first = watch.gathered.isEmpty();
    watch.gather(change, compacted);
    if (first && !watch.gathered.isEmpty()) {
      touched.add(watch);
    }
  }

  /** The sink is full: what was gathered is read again later. */
  private void lag(Watch watch) {
    watch.next = watch.gathered.getFirst().getKv().getModRevision();
    watch.gathered.clear();
    unsync(watch);
    unsynced.add(watch);
    catchUpWanted.run();
  }

  private void sync(Watch watch) {
    watch.synced = true;
    synced.add(watch);
    if (watch.spec.span().single()) {
      ByteString key = UnsafeByteOperations.unsafeWrap(watch.spec.span().key());
      byKey.computeIfAbsent(key, absent -> new ArrayList<>()).add(watch);
    } else {
      bySpan.add(watch);
    }
  }

  private void unsync(Watch watch) {
    if (!watch.synced) {
      return;
    }
    watch.synced = false;
    synced.remove(watch);
    if (watch.spec.span().single()) {
      ByteString key = UnsafeByteOperations.unsafeWrap(watch.spec.span().key());
      byKey.computeIfPresent(
          key,
          (same, watches) -> {
            watches.remove(watch);
            return watches.isEmpty() ? null : watches;
          });
    } else {
      bySpan.remove(watch);
    }
  }
}
