package dev.trimaran.raft.node.model;

import java.util.concurrent.atomic.AtomicLongArray;

/** How long syncs of the log take, in buckets; one writer, any reader. */
public final class SyncTimes {

  /** Upper bounds of the buckets in microseconds; the last bucket is open. */
  private static final long[] BOUNDS = {
    50, 100, 200, 400, 800, 1_600, 3_200, 6_400, 12_800, 25_600, 102_400, 409_600, 1_638_400
  };

  private final AtomicLongArray counts = new AtomicLongArray(BOUNDS.length + 1);
  private volatile long totalNanos;

  /** Upper bounds of all buckets but the last, in microseconds. */
  public static long[] boundsMicros() {
    return BOUNDS.clone();
  }

  /** Counts one sync; called by one thread. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
  public void record(long nanos) {
    totalNanos += nanos;
    int bucket = 0;
    while (bucket < BOUNDS.length && nanos > BOUNDS[bucket] * 1_000) {
      bucket++;
    }
    counts.lazySet(bucket, counts.get(bucket) + 1);
  }

  /** Counts of all buckets. */
  public long[] counts() {
    long[] copy = new long[counts.length()];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = counts.get(i);
    }
    return copy;
  }

  /** Number of syncs. */
  public long total() {
    long total = 0;
    for (long count : counts()) {
      total += count;
    }
    return total;
  }

  /** Sum of all times in nanoseconds. */
  public long totalNanos() {
    return totalNanos;
  }
}
