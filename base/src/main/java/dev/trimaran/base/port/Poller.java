package dev.trimaran.base.port;

/** Work that a loop drives: real loops from a thread, imagined ones from the scheduler. */
@FunctionalInterface
public interface Poller {

  /** Returned by {@link #poll} when nothing is due until somebody wakes the loop. */
  long IDLE = Long.MAX_VALUE;

  /**
   * Does all that is due now, without blocking.
   *
   * @param nowNanos {@link Clock#nanoTime()} at the call
   * @return the {@link Clock#nanoTime()} at which it wants to be called again if nobody wakes it
   *     earlier; a time not after {@code nowNanos} means at once; {@link #IDLE} for never
   */
  long poll(long nowNanos);
}
