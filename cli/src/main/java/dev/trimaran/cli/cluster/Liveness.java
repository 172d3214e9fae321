package dev.trimaran.cli.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Whether a process runs. A process that has ended stays in the process table until its parent asks
 * for its exit code; in a container whose first process never asks, a node killed after {@code up}
 * has returned stays there for ever. To the JDK such a zombie is alive, and its exit never comes;
 * here it is what it is: ended.
 */
final class Liveness {

  private final Path processes;

  Liveness() {
    this(Path.of("/proc"));
  }

  /**
   * With another root of the process table, for tests; where it is absent the JDK's word counts.
   */
  Liveness(Path processes) {
    this.processes = processes;
  }

  boolean isRunning(ProcessHandle handle) throws IOException {
    try {
      return handle.isAlive() && !isZombie(handle.pid());
    } catch (IOException e) {
      if (handle.isAlive()) {
        throw e;
      }
      return false; // It ended while its line was read.
    }
  }

  /**
   * Whether the kernel's line on the process says {@code Z} or {@code X}, the first letter after
   * the command's name in parentheses (proc(5), {@code /proc/pid/stat}).
   */
  private boolean isZombie(long pid) throws IOException {
    String line;
    try {
      line = Files.readString(processes.resolve(pid + "/stat"));
    } catch (NoSuchFileException _) {
      return false;
    }
    int state = line.lastIndexOf(')') + 2;
    return state < line.length() && (line.charAt(state) == 'Z' || line.charAt(state) == 'X');
  }
}
