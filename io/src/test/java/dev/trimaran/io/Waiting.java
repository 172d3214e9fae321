package dev.trimaran.io;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what other threads do. */
public final class Waiting {

  private static final long LIMIT_NANOS = Duration.ofSeconds(20).toNanos();
  private static final long PAUSE_NANOS = Duration.ofMillis(1).toNanos();

  private Waiting() {}

  /** Returns when {@code condition} holds; fails after 20 s. */
  public static void until(BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > LIMIT_NANOS) {
        throw new AssertionError("nothing happened for 20 s");
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }
}
