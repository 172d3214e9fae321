package dev.trimaran.cache.core.store;

import dev.trimaran.cache.core.expiry.Wheel;
import dev.trimaran.cache.core.keyspace.Keyspace;

/** Finds volatile entries by way of the wheel, which knows the pages that have any. */
final class Pages {

  /** How many pages of a slot of the wheel are compared. */
  private static final int COMPARED = 64;

  private final Ground ground;

  Pages(Ground ground) {
    this.ground = ground;
  }

  /**
   * The entry whose deadline is next, or nearly: of a slot of the wheel that holds more than
   * {@value #COMPARED} pages, only those are compared.
   */
  long soonest() {
    Wheel wheel = ground.wheel;
    for (int timer = wheel.peek(); timer >= 0; timer = wheel.peek()) {
      int best = timer;
      int other = timer;
      for (int i = 0; i < COMPARED && other >= 0; i++) {
        best = wheel.due(other) < wheel.due(best) ? other : best;
        other = wheel.after(other);
      }
      long due = wheel.due(best);
      long place = earliest(best);
      if (place == Keyspace.ABSENT) {
        wheel.disarm(best);
      } else if (deadline(place) + 1 <= due) {
        return place;
      } else {
        wheel.arm(best, deadline(place) + 1);
      }
    }
    return Keyspace.ABSENT;
  }

  /** Some volatile entry: the soonest of a page drawn at random, though not evenly. */
  long any() {
    Wheel wheel = ground.wheel;
    while (wheel.armed() > 0) {
      int timer = wheel.any(ground.roll() >>> 1);
      for (int steps = ground.roll() & (COMPARED - 1); steps > 0; steps--) {
        int next = wheel.after(timer);
        timer = next < 0 ? timer : next;
      }
      long place = earliest(timer);
      if (place != Keyspace.ABSENT) {
        return place;
      }
      wheel.disarm(timer);
    }
    return Keyspace.ABSENT;
  }

  private long deadline(long place) {
    return Records.deadline(ground.slabs.of(place).log.owner.entries().records.meta(place));
  }

  private long earliest(int timer) {
    Slab slab = ground.slabs.at(timer / Slab.PAGES);
    Records records = slab.log.owner.entries().records;
    int end = Math.min(slab.end, (timer % Slab.PAGES + 1) * Slab.PAGE);
    long earliest = Long.MAX_VALUE;
    long found = Keyspace.ABSENT;
    for (int at = slab.first(timer % Slab.PAGES); at < end; ) {
      long place = Records.place(slab, at);
      long meta = records.meta(place);
      long deadline = Records.deadline(meta);
      if (Records.kind(meta) != 0 && deadline >= 0 && deadline < earliest) {
        earliest = deadline;
        found = place;
      }
      at += Records.size(records.shape(place));
    }
    return found;
  }
}
