package dev.trimaran.cache.core.engine;

import dev.trimaran.cache.core.lease.LeaseCounts;
import dev.trimaran.cache.core.lease.Leases;
import dev.trimaran.cache.core.server.Counters;

/** What {@code INFO} tells of leases. */
final class LeaseFigures {

  private LeaseFigures() {}

  static void register(Counters counters, Leases leases) {
    LeaseCounts counts = leases.counts();
    counters.figure("leases", leases::size);
    counters.figure("leases_granted", counts::granted);
    counters.figure("leases_filled", counts::filled);
    counters.figure("leases_released", counts::released);
    counters.figure("leases_overtaken", counts::overtaken);
    counters.figure("leases_expired", counts::expired);
    counters.figure("leases_refused", counts::refused);
    counters.onReset(counts::reset);
  }
}
