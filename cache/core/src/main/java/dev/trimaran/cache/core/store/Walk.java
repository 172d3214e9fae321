package dev.trimaran.cache.core.store;

import dev.trimaran.cache.core.keyspace.Keyspace;
import org.jspecify.annotations.Nullable;

/**
 * A walk over a log from its oldest record, for a queue to be taken from at its end. A slab that
 * has been walked over holds nothing any more, for whoever takes a record moves or removes it.
 */
final class Walk {

  private final Log log;
  private final Entries entries;
  private @Nullable Slab slab;
  private int at;

  Walk(Log log, Entries entries) {
    this.log = log;
    this.entries = entries;
  }

  /** The log has been emptied. */
  void reset() {
    slab = null;
  }

  /** The oldest record that lives, {@link Keyspace#ABSENT} where there is none. */
  long next() {
    while (true) {
      Slab current = slab == null ? begin() : slab;
      if (current == null) {
        return Keyspace.ABSENT;
      }
      while (at < current.end) {
        long place = Records.place(current, at);
        at += Records.size(entries.records.shape(place));
        if (Records.kind(entries.records.meta(place)) != 0) {
          return place;
        }
      }
      end(current);
    }
  }

  /** To be called when what was taken has been seen to: gives back the slab at its end. */
  void taken() {
    Slab current = slab;
    if (current != null && at >= current.end) {
      end(current);
    }
  }

  private void end(Slab current) {
    slab = null;
    current.walked = false;
    log.releaseIfEmpty(current);
  }

  private @Nullable Slab begin() {
    Slab oldest = log.oldest();
    while (oldest != null && oldest.walked) {
      oldest = oldest.newer;
    }
    if (oldest != null && oldest == log.open()) {
      boolean empty = oldest.live == 0;
      log.seal();
      if (empty) {
        return null;
      }
    }
    if (oldest != null) {
      oldest.walked = true;
      at = 0;
      slab = oldest;
    }
    return oldest;
  }
}
