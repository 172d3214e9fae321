package dev.trimaran.cache.core.eviction;

/**
 * The best candidates that sampling has come across, best last, as in Redis 3.0 and later: what was
 * seen for one eviction is not forgotten for the next, so that few samples come close to the true
 * order. A candidate is a hash and the number of a database; whether it is still there, and still
 * as idle, is for its taker to see.
 */
public final class Candidates {

  private static final int SIZE = 16;

  private final long[] hashes = new long[SIZE];
  private final int[] databases = new int[SIZE];
  private final long[] ranks = new long[SIZE];
  private int count;

  /** Keeps an entry if it ranks higher than the lowest that is kept, or if there is room. */
  public void offer(long hash, int database, long rank) {
    for (int i = 0; i < count; i++) {
      if (hashes[i] == hash && databases[i] == database) {
        return;
      }
    }
    int at = count;
    while (at > 0 && ranks[at - 1] > rank) {
      at--;
    }
    if (count == SIZE) {
      if (at == 0) {
        return;
      }
      at--;
      shift(1, 0, at);
    } else {
      shift(at, at + 1, count - at);
      count++;
    }
    hashes[at] = hash;
    databases[at] = database;
    ranks[at] = rank;
  }

  /** Takes the best from among them; answers whether there was any. */
  public boolean take() {
    if (count == 0) {
      return false;
    }
    count--;
    return true;
  }

  /** The hash of the one that was taken. */
  public long hash() {
    return hashes[count];
  }

  /** The database of the one that was taken. */
  public int database() {
    return databases[count];
  }

  /** The rank it had when it was offered. */
  public long rank() {
    return ranks[count];
  }

  /** Forgets all. */
  public void clear() {
    count = 0;
  }

  private void shift(int from, int to, int length) {
    System.arraycopy(hashes, from, hashes, to, length);
    System.arraycopy(databases, from, databases, to, length);
    System.arraycopy(ranks, from, ranks, to, length);
  }
}
