package dev.trimaran.simulation;

import dev.trimaran.base.Checks;
import dev.trimaran.base.port.Clock;
import dev.trimaran.base.random.SeededRandomness;

/**
 * The clocks of one node: a monotonic one that starts anywhere and may run fast or slow, and a wall
 * clock that may be wrong besides.
 */
final class SimulatedClock implements Clock {

  /** 2026-01-01T00:00:00Z, the wall clock time at which every simulation begins. */
  private static final long EPOCH_MILLIS = 1_767_225_600_000L;

  private final Scheduler scheduler;
  private final long originNanos;
  private long baseGlobal;
  private long baseLocal;
  private double rate = 1;
  private long skewMillis;

  SimulatedClock(Scheduler scheduler, SeededRandomness random) {
    this.scheduler = scheduler;
    this.originNanos = random.nextLong() >>> 8;
    this.baseGlobal = scheduler.now();
    this.baseLocal = baseGlobal;
  }

  @Override
  public long nanoTime() {
    return originNanos + elapsed();
  }

  @Override
  public long currentTimeMillis() {
    return EPOCH_MILLIS + skewMillis + elapsed() / 1_000_000;
  }

  /** Nanoseconds of virtual time until this clock shows {@code due}; at least 1 if it does not. */
  long delayUntil(long due) {
    long local = due - nanoTime();
    if (local <= 0) {
      return 0;
    }
    return rate == 1 ? local : Math.max(1, (long) Math.ceil(local / rate));
  }

  void rate(double newRate) {
    Checks.argument(newRate > 0, "a clock's rate is positive");
    baseLocal = elapsed();
    baseGlobal = scheduler.now();
    rate = newRate;
  }

  void jump(long millis) {
    skewMillis += millis;
  }

  private long elapsed() {
    long since = scheduler.now() - baseGlobal;
    return baseLocal + (rate == 1 ? since : (long) (since * rate));
  }
}
