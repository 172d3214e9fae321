package dev.trimaran.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A server that runs as a child process and writes its output to a log. It is stopped by its pid,
 * also when this process ends before it asked for that.
 */
public final class ServerProcess {

  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
  private static final int TAIL_LINES = 5;

  private final Process process;
  private final Path log;
  private final Thread atExit;

  private ServerProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
    this.atExit = new Thread(process::destroyForcibly);
  }

  /** Starts a program; its output is appended to {@code log}. */
  public static ServerProcess start(List<String> command, Path log) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    var server = new ServerProcess(process, log);
    Runtime.getRuntime().addShutdownHook(server.atExit);
    return server;
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public Path log() {
    return log;
  }

  /** The last lines of the log, each on a line of its own, indented, after a line break. */
  public String tail() throws IOException {
    List<String> lines = Files.readAllLines(log);
    int from = Math.max(0, lines.size() - TAIL_LINES);
    return "\n  " + String.join("\n  ", lines.subList(from, lines.size()));
  }

  /** Asks the process to end and does not wait. */
  public void askToStop() {
    process.destroy();
  }

  /** Asks the process to end, waits, and kills it after 20 seconds. */
  public void stop() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    } catch (IllegalStateException e) {
      // The JVM is ending: its hooks run already, and this one does no harm.
      process.destroyForcibly();
    }
  }
}
