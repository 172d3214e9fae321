package dev.trimaran.events.node.storage;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Where those wait who have read everything. Told once for each batch; nothing is lost between. */
final class Arrivals {

  private static final Duration MAX = Duration.ofDays(365);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition more = lock.newCondition();
  private long next;
  private boolean stopped;

  void published(long newNext) {
    lock.lock();
    try {
      next = newNext;
      more.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void stop() {
    lock.lock();
    try {
      stopped = true;
      more.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until there are events beyond a position; false when the time was over first. */
  boolean awaitBeyond(long position, Duration timeout) throws IOException, InterruptedException {
    long left = timeout.compareTo(MAX) > 0 ? MAX.toNanos() : timeout.toNanos();
    lock.lockInterruptibly();
    try {
      while (next <= position) {
        if (stopped) {
          throw new IOException("the node has stopped");
        }
        if (left <= 0) {
          return false;
        }
        left = more.awaitNanos(left);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }
}
