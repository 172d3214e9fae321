package dev.trimaran.raft.node.simulation;

import dev.trimaran.raft.node.simulation.cluster.Sightings;
import dev.trimaran.simulation.SeedRunner;
import dev.trimaran.simulation.Simulation;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs many seeds on a few threads, each seed twice. */
final class Seeds {

  /**
   * What came of it.
   *
   * @param virtualNanos virtual time of all runs, repetitions included
   */
  record Report(int seeds, long virtualNanos, long wallNanos, Sightings seen) {

    @Override
    public String toString() {
      double hours = virtualNanos / 3.6e12;
      return ("%d seeds, each twice: %.1f simulated hours in %.0f s of wall time,"
              + " %.1f simulated hours a minute; seen %s")
          .formatted(seeds, hours, wallNanos / 1e9, hours / (wallNanos / 6e10), seen);
    }
  }

  private Seeds() {}

  /**
   * @throws AssertionError with the first failure, as soon as there is one
   */
  static Report run(long first, int count, int threads, Function<Simulation, Sightings> scenario) {
    long began = System.nanoTime();
    AtomicLong next = new AtomicLong(first);
    AtomicLong virtual = new AtomicLong();
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    Sightings seen = new Sightings();
    Runnable work =
        () -> {
          for (long seed = next.getAndIncrement();
              seed < first + count && failure.get() == null;
              seed = next.getAndIncrement()) {
            try {
              SeedRunner.twice(
                  seed,
                  simulation -> {
                    seen.add(scenario.apply(simulation));
                    virtual.addAndGet(simulation.nowNanos());
                  });
            } catch (AssertionError | RuntimeException e) {
              failure.compareAndSet(null, e);
            }
          }
        };
    Thread[] workers = new Thread[threads];
    for (int i = 0; i < threads; i++) {
      workers[i] = Thread.ofPlatform().name("seeds-" + i).start(work);
    }
    try {
      for (Thread worker : workers) {
        worker.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
    if (failure.get() instanceof Error error) {
      throw error;
    } else if (failure.get() instanceof RuntimeException exception) {
      throw exception;
    }
    return new Report(count, virtual.get(), System.nanoTime() - began, seen);
  }
}
