package dev.trimaran.cache.node.execution;

import dev.trimaran.cache.core.keyspace.Databases;
import dev.trimaran.cache.node.persistence.Persistence;
import dev.trimaran.cache.node.persistence.Progress;
import dev.trimaran.cache.node.persistence.Saved;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What {@code INFO} tells of snapshots and of the append log. */
final class FileFigures {

  private final Persistence persistence;
  private final LongSupplier nowMs;
  private final LongSupplier changes;
  private final BooleanSupplier isScheduled;
  private final long loaded;
  private final long expired;

  /**
   * @param changes since the start
   * @param isScheduled whether a snapshot will follow the one that is under way
   * @param restored what is there after the start
   */
  FileFigures(
      Persistence persistence,
      LongSupplier nowMs,
      LongSupplier changes,
      BooleanSupplier isScheduled,
      Databases restored) {
    this.persistence = persistence;
    this.nowMs = nowMs;
    this.changes = changes;
    this.isScheduled = isScheduled;
    expired = restored.expired();
    long keys = 0;
    for (int i = 0; i < restored.count(); i++) {
      keys += restored.database(i).size();
    }
    loaded = keys;
  }

  @Nullable String figure(String field) {
    Saved saved = persistence.saved();
    boolean saving = persistence.isSaving();
    return switch (field) {
      case "current_fork_perc", "current_save_keys_processed", "current_save_keys_total" ->
          progress(field);
      case "rdb_changes_since_last_save" -> text(changes.getAsLong() - saved.changes());
      case "rdb_bgsave_in_progress" -> flag(saving);
      case "rdb_last_save_time" -> text(saved.lastMs() / 1000);
      case "rdb_last_bgsave_status", "aof_last_bgrewrite_status" ->
          saved.failedMs() == 0 ? "ok" : "err";
      case "rdb_last_bgsave_time_sec", "aof_last_rewrite_time_sec" -> seconds(saved.tookMs());
      case "rdb_current_bgsave_time_sec" -> current(saving);
      case "aof_current_rewrite_time_sec" -> current(saving && persistence.isLogging());
      case "rdb_saves", "aof_rewrites" -> text(saved.count());
      case "aof_rewrites_consecutive_failures" -> text(saved.failures());
      case "rdb_last_load_keys_expired" -> text(expired);
      case "rdb_last_load_keys_loaded" -> text(loaded);
      case "aof_rewrite_in_progress" -> flag(saving && persistence.isLogging());
      case "aof_rewrite_scheduled", "aof_pending_rewrite" -> flag(isScheduled.getAsBoolean());
      case "aof_last_write_status" -> "ok"; // A write that fails stops the node.
      case "aof_base_size" -> text(saved.bytes());
      case "aof_current_size" -> text(saved.bytes() + persistence.log().bytes());
      case "aof_buffer_length", "mem_aof_buffer", "mem_not_counted_for_evict" ->
          text(persistence.log().waitingBytes());
      case "aof_pending_bio_fsync" -> flag(persistence.log().isSyncing());
      default -> null;
    };
  }

  private String progress(String field) {
    Progress progress = persistence.progress();
    return switch (field) {
      case "current_save_keys_processed" -> text(progress.keys());
      case "current_save_keys_total" -> text(progress.all());
      default ->
          String.format(
              Locale.ROOT,
              "%.2f",
              progress.all() == 0 ? 0 : Math.min(100, 100.0 * progress.keys() / progress.all()));
    };
  }

  private String current(boolean runs) {
    return runs ? seconds(nowMs.getAsLong() - persistence.savingSinceMs()) : "-1";
  }

  private static String seconds(long ms) {
    return text(ms < 0 ? -1 : ms / 1000);
  }

  private static String flag(boolean is) {
    return is ? "1" : "0";
  }

  private static String text(long value) {
    return Long.toString(value);
  }
}
