package dev.trimaran.cache.node.execution;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Wakes the loop at the earliest time that anybody asked for: set anew only for an earlier one, so
 * that a deadline a command costs one comparison.
 */
final class Alarm {

  static final long NEVER = Long.MAX_VALUE;

  private final EventLoop loop;
  private final Runnable action;
  private @Nullable ScheduledFuture<?> pending;
  private long pendingMs = NEVER;

  Alarm(EventLoop loop, Runnable action) {
    this.loop = loop;
    this.action = action;
  }

  /**
   * Wakes at {@code atMs}, or earlier.
   *
   * @param atMs milliseconds since the epoch, or {@link #NEVER}
   */
  void at(long atMs, long nowMs) {
    if (atMs >= pendingMs) {
      return;
    }
    ScheduledFuture<?> later = pending;
    if (later != null) {
      later.cancel(false);
    }
    pendingMs = atMs;
    pending = loop.schedule(this::ring, Math.max(0, atMs - nowMs), TimeUnit.MILLISECONDS);
  }

  private void ring() {
    pending = null;
    pendingMs = NEVER;
    action.run();
  }
}
