package dev.trimaran.raft.core.role;

/** Counts ticks towards the next election. */
public final class ElectionTimer {

  private int elapsed;
  private int timeout;

  public ElectionTimer(int timeout) {
    this.timeout = timeout;
  }

  /** One tick; returns whether the time is up. */
  public boolean tick() {
    elapsed++;
    return elapsed >= timeout;
  }

  public int elapsed() {
    return elapsed;
  }

  public void restart(int newTimeout) {
    elapsed = 0;
    timeout = newTimeout;
  }

  /** Lets the time be up in {@code ticks} at the latest. */
  public void shorten(int ticks) {
    timeout = Math.min(timeout, elapsed + ticks);
  }
}
