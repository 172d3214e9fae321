package dev.trimaran.benchmarks.load;

import java.util.concurrent.CompletableFuture;
import org.HdrHistogram.Histogram;

/** The state of one run, shared by its connections. Touched by the event loop alone. */
final class LoadRun {

  private static final long HIGHEST_MICROS = 120_000_000;

  private final Histogram micros = new Histogram(HIGHEST_MICROS, 3);
  private final CompletableFuture<Void> drained = new CompletableFuture<>();
  private long left;
  private int open;
  private boolean recording;
  private long good;
  private long errors;
  private String firstError = "";

  /**
   * @param connections that will be opened
   * @param calls to make at most
   */
  LoadRun(int connections, long calls) {
    this.open = connections;
    this.left = calls;
  }

  void record(boolean on) {
    recording = on;
  }

  /** No call is started any more; the run is over when those in flight have ended. */
  void stop() {
    left = 0;
  }

  /**
   * A call ended.
   *
   * @return whether its slot shall start another
   */
  boolean completed(long startedNanos, boolean wasGood) {
    if (recording) {
      if (wasGood) {
        good++;
        long took = (System.nanoTime() - startedNanos) / 1_000;
        micros.recordValue(Math.min(took, HIGHEST_MICROS));
      } else {
        errors++;
      }
    }
    return --left > 0;
  }

  void refused(String why) {
    if (firstError.isEmpty()) {
      firstError = why;
    }
  }

  void fail(String why) {
    refused(why);
    errors++;
  }

  void closed() {
    if (--open == 0) {
      drained.complete(null);
    }
  }

  CompletableFuture<Void> drained() {
    return drained;
  }

  LoadResult result(long nanos) {
    return new LoadResult(nanos, good, errors, firstError, micros);
  }
}
