package dev.trimaran.cli.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known of one node's process: a file with its pid and start time. The start time tells the
 * process from a later one that was given the same pid.
 */
final class NodeProcess {

  /** How much two readings of one process's start may differ: the wall clock may be corrected. */
  private static final Duration START_TOLERANCE = Duration.ofSeconds(2);

  /** How a node is. */
  enum State {
    /** Its process runs. */
    RUNNING,
    /** It was stopped, or never started. */
    STOPPED,
    /** It should run, but its process is gone. */
    DEAD
  }

  private final Path file;
  private final Liveness liveness = new Liveness();

  NodeProcess(Path file) {
    this.file = file;
  }

  void record(ProcessHandle handle) throws IOException {
    Instant start = handle.info().startInstant().orElseGet(Instant::now);
    Files.writeString(file, handle.pid() + "\n" + start + "\n");
  }

  void forget() throws IOException {
    Files.deleteIfExists(file);
  }

  State state() {
    if (!Files.exists(file)) {
      return State.STOPPED;
    }
    return running().isPresent() ? State.RUNNING : State.DEAD;
  }

  /** The process, if it runs. */
  Optional<ProcessHandle> running() {
    List<String> lines;
    try {
      if (!Files.exists(file)) {
        return Optional.empty();
      }
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (lines.size() < 2) {
      return Optional.empty();
    }
    Instant recorded = Instant.parse(lines.get(1));
    return ProcessHandle.of(Long.parseLong(lines.get(0)))
        .filter(this::isRunning)
        .filter(handle -> isSameStart(handle, recorded));
  }

  /** Whether the process has not ended yet. */
  boolean isRunning(ProcessHandle handle) {
    try {
      return liveness.isRunning(handle);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isSameStart(ProcessHandle handle, Instant recorded) {
    Optional<Instant> start = handle.info().startInstant();
    return start.isPresent()
        && Duration.between(recorded, start.get()).abs().compareTo(START_TOLERANCE) <= 0;
  }
}
