package dev.trimaran.io.disk;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One thread that does the operations of a lane in their order. Whatever arrives while a force runs
 * is the next batch, so that commits group by themselves.
 */
final class LaneThread implements Runnable {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final LaneWork work = new LaneWork();
  private final Thread thread;
  private Deque<Operation> queue = new ArrayDeque<>();
  private boolean waiting;
  private boolean closed;

  LaneThread(String name) {
    this.thread = Thread.ofPlatform().name(name).daemon(false).unstarted(this);
  }

  void start() {
    thread.start();
  }

  void submit(Operation operation) {
    lock.lock();
    boolean accepted = !closed;
    try {
      if (accepted) {
        queue.add(operation);
        if (waiting) {
          waiting = false;
          arrived.signal();
        }
      }
    } finally {
      lock.unlock();
    }
    if (!accepted) {
      operation.completion().done(new IOException("the disk is closed"));
    }
  }

  /** Ends the thread after all that was submitted; waits for it. */
  void close() {
    lock.lock();
    try {
      closed = true;
      arrived.signal();
    } finally {
      lock.unlock();
    }
    boolean interrupted = false;
    while (thread.isAlive() && Thread.currentThread() != thread) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void run() {
    Deque<Operation> batch = new ArrayDeque<>();
    while (true) {
      batch = take(batch);
      if (batch.isEmpty()) {
        return;
      }
      work.run(batch);
    }
  }

  /** Swaps the empty batch for all that waits; empty only when the lane is closed. */
  private Deque<Operation> take(Deque<Operation> empty) {
    lock.lock();
    try {
      while (queue.isEmpty() && !closed) {
        waiting = true;
        arrived.awaitUninterruptibly();
      }
      waiting = false;
      Deque<Operation> batch = queue;
      queue = empty;
      return batch;
    } finally {
      lock.unlock();
    }
  }
}
