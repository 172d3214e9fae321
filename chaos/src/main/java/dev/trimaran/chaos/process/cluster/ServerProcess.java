package dev.trimaran.chaos.process.cluster;

import dev.trimaran.base.Checks;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One server: a command that can be started, killed, paused and started again. Signals go to the
 * process that this object started, by its pid, and to no other.
 */
public final class ServerProcess {

  private static final int DEATH_SECONDS = 20;

  private final Member member;
  private final List<String> commandLine;
  private final Map<String, String> environment;
  private final Path log;
  private @Nullable Process process;
  private boolean paused;
  private boolean closed;

  ServerProcess(
      Member member, List<String> commandLine, Map<String, String> environment, Path log) {
    this.member = member;
    this.commandLine = commandLine;
    this.environment = environment;
    this.log = log;
  }

  public Member member() {
    return member;
  }

  /** Starts it; its output is added to its log. */
  public synchronized void start() {
    Checks.that(process == null || !process.isAlive(), member.name() + " runs already");
    if (closed) {
      return;
    }
    ProcessBuilder builder = new ProcessBuilder(commandLine);
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true);
    builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    paused = false;
  }

  /** Whether the process exists, paused or not. */
  public synchronized boolean isAlive() {
    return process != null && process.isAlive();
  }

  /** The pid, or -1 when there is no process. */
  public synchronized long pid() {
    return process != null && process.isAlive() ? process.pid() : -1;
  }

  /** SIGKILL, without waiting for the end: see {@link #awaitDeath}. */
  public synchronized void signalKill() {
    if (process != null) {
      process.destroyForcibly();
      paused = false;
    }
  }

  /** Waits until the killed process is gone. */
  public void awaitDeath() {
    Process dying;
    synchronized (this) {
      dying = process;
    }
    try {
      Checks.that(
          dying == null || dying.waitFor(DEATH_SECONDS, TimeUnit.SECONDS),
          member.name() + " survived SIGKILL");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + member.name() + " died", e);
    }
  }

  /** SIGSTOP: the process keeps its memory, sockets and opinions, and does nothing. */
  public synchronized void pause() {
    signal("-STOP");
    paused = true;
  }

  /** SIGCONT. */
  public synchronized void resume() {
    if (paused) {
      signal("-CONT");
      paused = false;
    }
  }

  /** Kills the process, and lets none be started again. */
  synchronized void close() {
    closed = true;
    signalKill();
  }

  Path log() {
    return log;
  }

  private void signal(String name) {
    Process target = process;
    if (target == null || !target.isAlive()) {
      throw new NoService(member.name() + " does not run");
    }
    try {
      Process kill =
          new ProcessBuilder("kill", name, Long.toString(target.pid()))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      Checks.that(kill.waitFor() == 0, "kill " + name + " " + target.pid() + " failed");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while signalling " + member.name(), e);
    }
  }
}
