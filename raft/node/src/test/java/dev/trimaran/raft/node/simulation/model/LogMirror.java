package dev.trimaran.raft.node.simulation.model;

import dev.trimaran.base.random.SeededRandomness;
import dev.trimaran.raft.core.model.Entry;
import dev.trimaran.raft.core.model.Restored;
import dev.trimaran.raft.core.model.SnapshotMeta;
import java.util.Arrays;
import java.util.List;

/** Terms and contents of a log, kept beside the log itself; never compacted, only replaced. */
public final class LogMirror {

  /** The term of an index that the mirror does not have. */
  public static final long UNKNOWN = -1;

  private long base;
  private long baseTerm;
  private long[] terms = new long[64];
  private long[] hashes = new long[64];
  private int size;

  /** What storage found at start. */
  public static LogMirror of(Restored restored) {
    LogMirror mirror = new LogMirror();
    SnapshotMeta snapshot = restored.snapshot();
    List<Entry> entries = restored.entries();
    if (snapshot != null) {
      mirror.restart(snapshot);
    }
    if (!entries.isEmpty()) {
      long first = entries.getFirst().index();
      if (first <= mirror.base) {
        mirror.base = first - 1;
        mirror.baseTerm = UNKNOWN;
      }
      entries.forEach(mirror::append);
    }
    return mirror;
  }

  /** The index before the first. */
  public long base() {
    return base;
  }

  /** The last index. */
  public long last() {
    return base + size;
  }

  /** The term at {@code index}, 0 at 0, {@link #UNKNOWN} outside. */
  public long termAt(long index) {
    if (index == base) {
      return baseTerm;
    }
    return index < base || index > last() ? UNKNOWN : terms[(int) (index - base - 1)];
  }

  /** The content at {@code index}, which must be inside. */
  public long hashAt(long index) {
    return hashes[(int) (index - base - 1)];
  }

  /** Whether this has the entry, or a snapshot that stands for it. */
  public boolean covers(long index, long term) {
    return index <= base || termAt(index) == term;
  }

  /** Appends, cutting first what is in the way. */
  public void append(Entry entry) {
    size = (int) Math.min(size, Math.max(0, entry.index() - base - 1));
    if (size == terms.length) {
      terms = Arrays.copyOf(terms, size * 2);
      hashes = Arrays.copyOf(hashes, size * 2);
    }
    terms[size] = entry.term();
    hashes[size++] = hash(entry);
  }

  /** Starts anew after a snapshot. */
  public void restart(SnapshotMeta snapshot) {
    base = snapshot.index();
    baseTerm = snapshot.term();
    size = 0;
  }

  /** A hash of what an entry carries. */
  public static long hash(Entry entry) {
    return SeededRandomness.mix(Arrays.hashCode(entry.data()) * 31L + entry.kind().ordinal());
  }
}
