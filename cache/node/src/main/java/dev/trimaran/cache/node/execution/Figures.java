package dev.trimaran.cache.node.execution;

import dev.trimaran.cache.core.server.Administration;
import dev.trimaran.cache.node.listener.CacheListener;
import dev.trimaran.cache.node.persistence.Persistence;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** What {@code INFO} tells of the process, its sockets and its files; and the process's end. */
final class Figures implements Administration {

  private final Runnable end;
  private final ProcessFigures process;
  private @Nullable SocketFigures sockets;
  private @Nullable FileFigures files;
  private @Nullable Persistence persistence;
  private boolean ending;

  /**
   * @param end begins to end the process, and returns
   */
  Figures(Runnable end, ProcessFigures process) {
    this.end = end;
    this.process = process;
  }

  void of(CacheListener serving) {
    sockets = new SocketFigures(serving);
  }

  void of(Persistence kept, FileFigures figures) {
    persistence = kept;
    files = figures;
  }

  @Override
  public @Nullable String figure(String field) {
    String known = files == null ? null : files.figure(field);
    if (known == null && sockets != null) {
      known = sockets.figure(field);
    }
    return known == null ? process.figure(field) : known;
  }

  @Override
  public void resetCounters() {
    if (sockets != null) {
      sockets.reset();
    }
  }

  /** To be called once a second. */
  void second(long commands) {
    if (sockets != null) {
      sockets.second(commands);
    }
    settle();
  }

  @Override
  public long residentBytes() {
    return ProcessFigures.residentBytes();
  }

  @Override
  public void sleep(long micros) {
    long end = System.nanoTime() + TimeUnit.MICROSECONDS.toNanos(micros);
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  @Override
  public String shutdown(boolean save) {
    Persistence kept = persistence;
    if (save && kept == null) {
      return "ERR this cache has no directory to save to";
    }
    if (save && kept != null && !kept.isSaving()) {
      kept.snapshot();
    }
    ending = true;
    settle();
    return "";
  }

  /** Ends the process once what is being saved is saved. */
  void settle() {
    Persistence kept = persistence;
    if (ending && (kept == null || !kept.isSaving())) {
      ending = false;
      end.run();
    }
  }
}
