package dev.trimaran.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** A temporary directory that is deleted on close, unless somebody asked to keep it. */
public final class Scratch implements AutoCloseable {

  private final Path directory;
  private boolean keep;

  private Scratch(Path directory) {
    this.directory = directory;
  }

  /** Creates a directory whose name starts with {@code prefix}. */
  public static Scratch create(String prefix) throws IOException {
    return new Scratch(Files.createTempDirectory(prefix));
  }

  public Path directory() {
    return directory;
  }

  /** Leaves the directory behind on close, and names it. */
  public Path keep() {
    keep = true;
    return directory;
  }

  @Override
  public void close() throws IOException {
    if (keep) {
      return;
    }
    try (var files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
