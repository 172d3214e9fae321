package dev.trimaran.raft.kv.mvcc;

import java.util.TreeMap;

/** Revisions that a long read, as a snapshot, still needs. */
public final class Pins {

  private final TreeMap<Long, Integer> counts = new TreeMap<>();

  /** Holds a revision until closed; closing twice is harmless. */
  public final class Pin implements AutoCloseable {

    private final long revision;
    private boolean open = true;

    private Pin(long revision) {
      this.revision = revision;
    }

    @Override
    public void close() {
      synchronized (counts) {
        if (open) {
          open = false;
          counts.computeIfPresent(revision, (key, count) -> count == 1 ? null : count - 1);
        }
      }
    }
  }

  Pin add(long revision) {
    synchronized (counts) {
      counts.merge(revision, 1, Integer::sum);
    }
    return new Pin(revision);
  }

  /** The lowest revision pinned, or the largest long. */
  long lowest() {
    synchronized (counts) {
      return counts.isEmpty() ? Long.MAX_VALUE : counts.firstKey();
    }
  }
}
