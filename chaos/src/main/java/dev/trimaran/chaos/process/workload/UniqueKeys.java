package dev.trimaran.chaos.process.workload;

import dev.trimaran.chaos.history.Command;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/**
 * Puts one new key after the other at a steady pace, without waiting for the outcome of the last:
 * what a server that answers slowly, or not at all, does not hold up. It makes the outages'
 * resolution as fine as its pace.
 */
final class UniqueKeys implements Runnable {

  /** Every key begins so. */
  static final String PREFIX = "unique/";

  private static final int MOST_UNDER_WAY = 1_000;

  private final int firstProcess;
  private final RecordingClient client;
  private final Duration pace;
  private final Semaphore room = new Semaphore(MOST_UNDER_WAY);
  private volatile boolean stopped;

  /**
   * @param firstProcess the process of the first call; each call is its own, as calls overlap
   */
  UniqueKeys(int firstProcess, RecordingClient client, Duration pace) {
    this.firstProcess = firstProcess;
    this.client = client;
    this.pace = pace;
  }

  void stop() {
    stopped = true;
  }

  @Override
  public void run() {
    int number = 0;
    while (!stopped) {
      room.acquireUninterruptibly();
      String key = PREFIX + "%08d".formatted(number);
      client
          .call(firstProcess + number, new Command.Put(key, "value of " + number))
          .whenComplete((answer, failure) -> room.release());
      number++;
      LockSupport.parkNanos(pace.toNanos());
    }
    room.acquireUninterruptibly(MOST_UNDER_WAY);
  }
}
