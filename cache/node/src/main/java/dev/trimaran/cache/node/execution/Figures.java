package dev.trimaran.cache.node.execution;

import dev.trimaran.cache.core.server.Administration;
import dev.trimaran.cache.node.listener.CacheListener;
import dev.trimaran.cache.node.persistence.Persistence;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What {@code INFO} tells of the process, its sockets and its files; and the process's end. */
final class Figures implements Administration {

  private final Runnable end;
  private final LongSupplier nowMs;
  private @Nullable Persistence persistence;
  private @Nullable CacheListener listener;
  private LongSupplier changes = () -> 0;
  private long startedMs;
  private boolean ending;

  /**
   * @param end begins to end the process, and returns
   */
  Figures(Runnable end, LongSupplier nowMs) {
    this.end = end;
    this.nowMs = nowMs;
  }

  void of(@Nullable Persistence kept, CacheListener serving, LongSupplier changesSinceStart) {
    persistence = kept;
    listener = serving;
    startedMs = nowMs.getAsLong();
    changes = changesSinceStart;
  }

  @Override
  public @Nullable String figure(String field) {
    CacheListener serving = listener;
    return switch (field) {
      case "process_id" -> Long.toString(ProcessHandle.current().pid());
      case "os" ->
          "%s %s %s"
              .formatted(
                  System.getProperty("os.name"),
                  System.getProperty("os.version"),
                  System.getProperty("os.arch"));
      case "uptime_in_seconds" -> Long.toString(upMs() / 1000);
      case "uptime_in_days" -> Long.toString(upMs() / 86_400_000);
      case "rejected_connections" -> serving == null ? null : Long.toString(serving.refused());
      default -> persistence == null ? null : kept(field, persistence);
    };
  }

  private long upMs() {
    return Math.max(0, nowMs.getAsLong() - startedMs);
  }

  private @Nullable String kept(String field, Persistence kept) {
    boolean good = kept.saved().failedMs() == 0;
    return switch (field) {
      case "rdb_changes_since_last_save" ->
          Long.toString(changes.getAsLong() - kept.saved().changes());
      case "rdb_bgsave_in_progress", "aof_rewrite_in_progress" -> kept.isSaving() ? "1" : "0";
      case "rdb_last_save_time" -> Long.toString(kept.saved().lastMs() / 1000);
      case "rdb_last_bgsave_status", "aof_last_bgrewrite_status" -> good ? "ok" : "err";
      case "rdb_last_bgsave_time_sec" -> Long.toString(kept.saved().tookMs() / 1000);
      case "rdb_current_bgsave_time_sec" ->
          kept.isSaving() ? Long.toString((nowMs.getAsLong() - kept.savingSinceMs()) / 1000) : "-1";
      default -> null;
    };
  }

  @Override
  public long residentBytes() {
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory();
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
