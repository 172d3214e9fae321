package dev.trimaran.cache.core.store;

import org.jspecify.annotations.Nullable;

/**
 * Cleans one log a little at a time: what lives in a wasteful slab is appended anew. Records are
 * moved by the batch, for the index is read at all their hashes first: those reads, each of which
 * misses the processor's caches, wait for memory together and not one after the other.
 */
final class Cleaner {

  /** What passing a record costs, in bytes, beside its own. */
  private static final int STEP = 16;

  private static final int BATCH = 16;

  private final Ground ground;
  private final Log log;
  private final Entries entries;
  private final long[] places = new long[BATCH];
  private final long[] hashes = new long[BATCH];
  private @Nullable Slab victim;
  private int at;
  private long warmth;

  Cleaner(Ground ground, Log log, Entries entries) {
    this.ground = ground;
    this.log = log;
    this.entries = entries;
  }

  /** The log has been emptied. */
  void reset() {
    victim = null;
  }

  /**
   * Walks over about so many bytes, fewer where nothing is left to gain; answers whether there was
   * anything.
   */
  boolean run(int walk) {
    int left = walk;
    while (left > 0) {
      Slab slab = victim;
      if (slab == null) {
        slab = choose();
        if (slab == null) {
          break;
        }
      }
      int before = at;
      moveAll(gather(slab));
      left -= at - before + STEP;
      if (at >= slab.end) {
        victim = null;
        slab.walked = false;
        log.releaseIfEmpty(slab);
      }
    }
    return left < walk;
  }

  /** Walks on until a batch of records that live is found; answers how many there are. */
  private int gather(Slab slab) {
    Records records = entries.records;
    int count = 0;
    while (at < slab.end && count < BATCH) {
      long place = Records.place(slab, at);
      if (Records.kind(records.meta(place)) != 0) {
        long hash = records.hash(place, ground.hasher);
        places[count] = place;
        hashes[count++] = hash;
        warmth ^= entries.index.warm(hash);
      }
      at += Records.size(records.shape(place));
    }
    return count;
  }

  private void moveAll(int count) {
    for (int i = 0; i < count; i++) {
      int size = Records.size(entries.records.shape(places[i]));
      entries.move(hashes[i], places[i], size, log);
    }
  }

  private @Nullable Slab choose() {
    Slab slab = log.isWasteful() ? log.victim() : null;
    if (slab != null) {
      slab.walked = true;
      at = 0;
      victim = slab;
    }
    return slab;
  }
}
