package dev.trimaran.chaos.process.workload;

import dev.trimaran.base.Checks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures time without service: from the signal that hit a server to the first acknowledgement, by
 * any server, of a write that began after the server was hit. A write that was under way at that
 * moment proves nothing: it may have been decided before. Times are of {@link System#nanoTime}.
 */
public final class OutageMeter {

  private final List<Duration> outages = new ArrayList<>();
  private boolean open;
  private long signalled;
  private long hit;

  /**
   * A server was hit; an outage that is still open is given up and not counted.
   *
   * @param signalledNanos just before the signal
   * @param hitNanos when it certainly had arrived
   */
  public synchronized void hit(long signalledNanos, long hitNanos) {
    Checks.argument(hitNanos - signalledNanos >= 0, "a signal arrives after it was sent");
    open = true;
    signalled = signalledNanos;
    hit = hitNanos;
  }

  /** A client was told that its write was done. */
  public synchronized void acknowledged(long invokedNanos, long endedNanos) {
    if (open && invokedNanos - hit >= 0) {
      open = false;
      outages.add(Duration.ofNanos(endedNanos - signalled));
      notifyAll();
    }
  }

  /**
   * Waits until service is back.
   *
   * @return whether it came in time
   */
  public synchronized boolean awaitService(Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (open) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  /** Every outage so far, in order. */
  public synchronized List<Duration> outages() {
    return List.copyOf(outages);
  }
}
