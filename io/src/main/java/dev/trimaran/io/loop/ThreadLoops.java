package dev.trimaran.io.loop;

import dev.trimaran.base.port.Loops;
import dev.trimaran.base.port.Poller;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** One platform thread for each loop, parked between polls. */
public final class ThreadLoops implements Loops {

  private final String owner;

  /**
   * @param owner what the names of the threads begin with
   */
  public ThreadLoops(String owner) {
    this.owner = owner;
  }

  @Override
  public Loop start(String name, Poller poller, FailureHandler onFailure) {
    ThreadLoop loop = new ThreadLoop(owner + "-" + name, poller, onFailure);
    loop.thread.start();
    return loop;
  }

  private static final class ThreadLoop implements Loop, Runnable {

    private static final int POLLING = 0;
    private static final int PARKED = 1;
    private static final int WOKEN = 2;

    private final Poller poller;
    private final FailureHandler onFailure;
    private final Thread thread;
    private final AtomicInteger state = new AtomicInteger(POLLING);
    private volatile boolean running = true;

    ThreadLoop(String name, Poller poller, FailureHandler onFailure) {
      this.poller = poller;
      this.onFailure = onFailure;
      this.thread = Thread.ofPlatform().name(name).daemon(false).unstarted(this);
    }

    @Override
    public void wake() {
      if (state.get() != WOKEN && state.getAndSet(WOKEN) == PARKED) {
        LockSupport.unpark(thread);
      }
    }

    @Override
    public void stop() {
      running = false;
      wake();
      if (Thread.currentThread() != thread) {
        joinUninterruptibly();
      }
    }

    @Override
    @SuppressWarnings("CatchingUnchecked") // whatever a poller throws stops its loop
    public void run() {
      try {
        while (running) {
          state.set(POLLING);
          long now = System.nanoTime();
          long next = poller.poll(now);
          if (next == Poller.IDLE || next - now > 0) {
            parkUntil(next);
          }
        }
      } catch (RuntimeException | Error cause) {
        running = false;
        onFailure.failed(cause);
      }
    }

    private void parkUntil(long next) {
      if (!state.compareAndSet(POLLING, PARKED)) {
        return;
      }
      while (state.get() == PARKED) {
        if (next == Poller.IDLE) {
          LockSupport.park(this);
        } else {
          long left = next - System.nanoTime();
          if (left <= 0) {
            return;
          }
          LockSupport.parkNanos(this, left);
        }
        // An interrupt is not how a loop is woken, and while it is pending a park returns at once.
        if (Thread.interrupted() && !running) {
          return;
        }
      }
    }

    private void joinUninterruptibly() {
      boolean interrupted = false;
      while (true) {
        try {
          thread.join();
          break;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
