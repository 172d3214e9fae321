package dev.trimaran.raft.kv.api;

import dev.trimaran.raft.kv.watch.WatchHub;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs a hub's catching up on a thread of its own for as long as there is something to do. */
final class CatchUp {

  /** Changes looked at for each watch before the hub's lock is given up for a moment. */
  private static final int SLICE = 1_000;

  private final WatchHub hub;
  private final AtomicInteger wishes = new AtomicInteger();

  CatchUp(WatchHub hub) {
    this.hub = hub;
  }

  /** Never blocks; wishes coalesce. */
  void wake() {
    if (wishes.getAndIncrement() == 0) {
      Thread.startVirtualThread(this::run);
    }
  }

  private void run() {
    int seen;
    do {
      seen = wishes.get();
      while (hub.catchUp(SLICE)) {
        Thread.yield();
      }
    } while (!wishes.compareAndSet(seen, 0));
  }
}
