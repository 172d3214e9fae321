package dev.trimaran.cache.core.store;

import dev.trimaran.cache.core.expiry.Wheel;
import dev.trimaran.cache.core.keyspace.Keyspace;

/**
 * Removes what has expired, page by page as the wheel tells. A page's timer is armed with its
 * earliest deadline or one before it: that of an entry which is gone or has got another. So a page
 * may be looked at in vain once; it is armed anew with what is earliest then.
 */
final class Expirer {

  /** The farther behind, the coarser: so much of the delay is made good at once. */
  private static final int CATCH_UP = 16;

  private static final int PAGES_IN_VAIN = 64;

  private final Ground ground;

  Expirer(Ground ground) {
    this.ground = ground;
  }

  int run(int limit) {
    int removed = 0;
    int inVain = 0;
    while (removed < limit && inVain - limit < PAGES_IN_VAIN) {
      int timer = ground.wheel.poll(ground.now);
      if (timer < 0) {
        break;
      }
      int some = page(timer, limit - removed);
      removed += some;
      inVain += some == 0 ? 1 : 0;
    }
    return removed;
  }

  long nextDeadline() {
    long next = ground.wheel.next();
    return next == Wheel.NEVER ? Keyspace.NO_DEADLINE : next;
  }

  private int page(int timer, int most) {
    long time = ground.wheel.time();
    long horizon = time + (ground.now - time) / CATCH_UP;
    Slab slab = ground.slabs.at(timer / Slab.PAGES);
    Database owner = slab.log.owner;
    Records records = owner.entries().records;
    boolean walked = slab.walked;
    slab.walked = true;
    int end = Math.min(slab.end, (timer % Slab.PAGES + 1) * Slab.PAGE);
    int removed = 0;
    long earliest = Long.MAX_VALUE;
    long earliestPlace = Keyspace.ABSENT;
    for (int at = slab.first(timer % Slab.PAGES); at < end; ) {
      long place = Records.place(slab, at);
      long meta = records.meta(place);
      at += Records.size(records.shape(place));
      long deadline = Records.deadline(meta);
      if (Records.kind(meta) == 0 || deadline < 0) {
        continue;
      }
      if (deadline < horizon && removed < most) {
        owner.expire(place);
        removed++;
      } else if (deadline < earliest) {
        earliest = deadline;
        earliestPlace = place;
      }
    }
    if (earliestPlace != Keyspace.ABSENT) {
      ground.expect(earliestPlace, earliest);
    }
    slab.walked = walked;
    slab.log.releaseIfEmpty(slab);
    return removed;
  }
}
