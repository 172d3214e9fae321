package dev.trimaran.benchmarks.events;

import dev.trimaran.benchmarks.load.LoadGenerator;
import dev.trimaran.benchmarks.load.LoadResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A running rival, alone on loopback in a fresh directory; gone after close. */
interface EventRival extends AutoCloseable {

  /** Whether it can do what a row asks. */
  boolean does(EventRow row);

  /** Writes the streams that will be read, or nothing when it cannot be read. */
  void fill(EventsPlan plan) throws IOException, InterruptedException;

  /**
   * Runs a row in a closed loop.
   *
   * @return calls, each of the row's events
   */
  LoadResult run(EventRow row, Duration ramp, Duration window, LoadGenerator.Probe probe)
      throws IOException, InterruptedException;

  /** The processes that serve, as of now. */
  List<Long> pids();

  /** Leaves logs and data behind when it is closed. */
  Path keepFiles();

  @Override
  void close() throws IOException;
}
