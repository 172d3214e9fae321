package dev.trimaran.cache.core.store;

import org.jspecify.annotations.Nullable;

/** Cleans one log a little at a time: what lives in a wasteful slab is appended anew. */
final class Cleaner {

  /** What passing a record costs, in bytes, beside its own. */
  private static final int STEP = 16;

  private final Log log;
  private final Entries entries;
  private @Nullable Slab victim;
  private int at;

  Cleaner(Log log, Entries entries) {
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
      if (at >= slab.end) {
        victim = null;
        slab.walked = false;
        log.releaseIfEmpty(slab);
        left -= STEP;
      } else {
        long place = Records.place(slab, at);
        int size = Records.size(entries.records.shape(place));
        if (Records.kind(entries.records.meta(place)) != 0) {
          entries.move(place, size, log);
        }
        at += size;
        left -= size + STEP;
      }
    }
    return left < walk;
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
