package dev.trimaran.raft.kv.mvcc;

import java.util.Objects;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Frees what compaction made unreachable: of each key, all versions before the newest one that is
 * not after the compacted revision, and that one too when it is a tombstone. Walks the log of
 * revisions from its start, so that the cost is that of the changes freed. The changes of the
 * compacted revision itself stay in the log: a watch may start there, and a delete must be told.
 */
final class Cutter {

  private final ConcurrentNavigableMap<byte[], Version> index;
  private final RevisionLog log;
  private final AtomicLong bytes;
  private long done = -1;

  Cutter(ConcurrentNavigableMap<byte[], Version> index, RevisionLog log, AtomicLong bytes) {
    this.index = index;
    this.log = log;
    this.bytes = bytes;
  }

  void reset() {
    done = -1;
  }

  boolean pending(long upTo) {
    return upTo > done;
  }

  void cut(long upTo, int limit) {
    long position = log.start();
    long stop = Math.min(log.end(), position + limit);
    while (position < stop && log.get(position).modRevision() <= upTo) {
      cutKey(log.get(position).key(), upTo);
      position++;
    }
    if (position == log.end() || log.get(position).modRevision() > upTo) {
      done = upTo;
    }
    log.dropBefore(Math.min(position, log.firstFrom(upTo)));
  }

  private void cutKey(byte[] key, long upTo) {
    Version newest = index.get(key);
    @Nullable Version after = null;
    Version kept = newest;
    while (kept != null && kept.modRevision() > upTo) {
      after = kept;
      kept = kept.previous();
    }
    if (kept == null) {
      return;
    }
    for (Version gone = kept.previous(); gone != null; gone = gone.previous()) {
      bytes.addAndGet(-gone.bytes());
    }
    kept.cut();
    if (kept.tombstone()) {
      bytes.addAndGet(-kept.bytes());
      if (after == null) {
        index.remove(key, Objects.requireNonNull(newest));
      } else {
        after.cut();
      }
    }
  }
}
