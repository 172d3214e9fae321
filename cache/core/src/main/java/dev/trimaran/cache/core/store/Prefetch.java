package dev.trimaran.cache.core.store;

import dev.trimaran.cache.core.keyspace.Keyspace;
import dev.trimaran.cache.core.model.Arguments;

/**
 * Reads what lookups of some keys will read: first the index at all their hashes, then the records
 * it leads to. In a store larger than the processor's caches each of these reads waits for memory;
 * here they do not depend on each other, so they wait together.
 */
final class Prefetch {

  private static final int BATCH = 32;

  /** A line of the processor's caches. */
  private static final int LINE = 64;

  private final Index index;
  private final Records records;
  private final Hasher hasher;
  private final long[] hashes = new long[BATCH];

  /** Keeps the compiler from leaving out reads that nobody uses. */
  private long warmth;

  Prefetch(Index index, Records records, Hasher hasher) {
    this.index = index;
    this.records = records;
    this.hasher = hasher;
  }

  void read(Arguments keys, int first, int step) {
    for (int next = first; next < keys.count(); next += step * BATCH) {
      readBatch(keys, next, step);
    }
  }

  private void readBatch(Arguments keys, int first, int step) {
    long sum = 0;
    int count = 0;
    for (int i = first; i < keys.count() && count < BATCH; i += step) {
      long hash = hasher.hash(keys.array(), keys.offset(i), keys.length(i));
      hashes[count++] = hash;
      sum += index.warm(hash);
    }
    for (int i = 0; i < count; i++) {
      long place = index.likely(hashes[i]);
      if (place != Keyspace.ABSENT) {
        sum += begin(place);
      }
    }
    warmth += sum;
  }

  /** Header, key and the begin of the value. */
  private int begin(long place) {
    byte[] array = records.array(place);
    int at = Records.offset(place);
    int last = array.length - 1;
    return array[at] + array[Math.min(at + LINE, last)] + array[Math.min(at + 2 * LINE - 1, last)];
  }
}
