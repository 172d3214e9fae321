package dev.trimaran.cache.core.server;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.session.Session;
import java.util.Locale;

/** The sections of {@code INFO} that tell of the server as a whole. */
final class InfoSections {

  private final Server server;
  private long startMs = -1;

  InfoSections(Server server) {
    this.server = server;
  }

  /** Writes a section; answers whether it is one of these. */
  boolean write(String section, InfoText text, Call call) {
    switch (section) {
      case "server" -> server(text, call);
      case "clients" -> clients(text);
      case "memory" -> memory(text, call);
      case "persistence" -> persistence(text);
      case "replication" -> replication(text);
      case "cpu" ->
          text.section("CPU")
              .known("used_cpu_sys", "used_cpu_user", "used_cpu_sys_children")
              .known("used_cpu_user_children", "used_cpu_sys_main_thread")
              .known("used_cpu_user_main_thread");
      case "modules" -> text.section("Modules");
      case "cluster" -> text.section("Cluster").line("cluster_enabled", 0);
      default -> {
        return false;
      }
    }
    return true;
  }

  private void server(InfoText text, Call call) {
    if (startMs < 0) {
      startMs = call.session().sinceMs();
    }
    long upSeconds = Math.max(0, call.now() - startMs) / 1000;
    text.section("Server")
        .line("redis_version", "7.0.15")
        .line("redis_build_id", "trimaran")
        .line("redis_mode", "standalone")
        .known("os")
        .line("arch_bits", 64)
        .line("monotonic_clock", "System.nanoTime")
        .known("multiplexing_api", "process_id")
        .line("process_supervised", "no")
        .known("run_id")
        .line("tcp_port", server.settings().text("port"))
        .line("server_time_usec", call.now() * 1000)
        .line("uptime_in_seconds", upSeconds)
        .line("uptime_in_days", upSeconds / 86_400)
        .line("lru_clock", call.now() / 1000 & 0xFFFFFF)
        .known("executable")
        .line("config_file", "")
        .line("io_threads_active", 0);
  }

  private void clients(InfoText text) {
    long blocked = 0;
    long timed = 0;
    for (Session session : server.sessions().all()) {
      blocked += session.standing().blocked() ? 1 : 0;
      timed += session.standing().timesOut() ? 1 : 0;
    }
    text.section("Clients")
        .line("connected_clients", server.sessions().count())
        .line("cluster_connections", 0)
        .line("maxclients", server.settings().text("maxclients"))
        .known("client_recent_max_input_buffer", "client_recent_max_output_buffer")
        .line("blocked_clients", blocked)
        .line("tracking_clients", server.tracking().clients())
        .line("clients_in_timeout_table", timed);
  }

  private void memory(InfoText text, Call call) {
    long used = call.databases().usedBytes();
    long peak = call.databases().peakBytes();
    long overhead = call.databases().overheadBytes();
    long resident = server.administration().residentBytes();
    text.section("Memory").size("used_memory", used);
    if (resident > 0) {
      text.size("used_memory_rss", resident);
    }
    text.size("used_memory_peak", peak)
        .line("used_memory_peak_perc", share(used, peak))
        .line("used_memory_overhead", overhead)
        .line("used_memory_dataset", used - overhead)
        .line("used_memory_dataset_perc", share(used - overhead, used))
        .known("allocator_allocated", "allocator_active")
        .known("total_system_memory", "total_system_memory_human")
        .size("maxmemory", call.databases().maxBytes())
        .line("maxmemory_policy", call.databases().policy().text())
        .known("allocator_frag_ratio", "allocator_frag_bytes");
    if (resident > 0) {
      text.ratio("mem_fragmentation_ratio", used == 0 ? 1 : (double) resident / used)
          .line("mem_fragmentation_bytes", resident - used);
    }
    text.known("mem_not_counted_for_evict")
        .zeros("mem_replication_backlog", "mem_total_replication_buffers", "mem_clients_slaves")
        .line("mem_clients_normal", clientBytes())
        .zeros("mem_cluster_links")
        .known("mem_aof_buffer")
        .line("mem_allocator", "slabs")
        .zeros("active_defrag_running", "lazyfree_pending_objects", "lazyfreed_objects");
  }

  private static String share(long part, long whole) {
    return String.format(Locale.ROOT, "%.2f%%", whole == 0 ? 0 : 100.0 * part / whole);
  }

  private long clientBytes() {
    long sum = 0;
    for (Session session : server.sessions().all()) {
      sum += session.outbox().heldBytes();
    }
    return sum;
  }

  private void persistence(InfoText text) {
    boolean logs = server.settings().text("appendonly").equals("yes");
    text.section("Persistence")
        .zeros("loading", "async_loading")
        .known("current_fork_perc", "current_save_keys_processed", "current_save_keys_total")
        .known("rdb_changes_since_last_save", "rdb_bgsave_in_progress", "rdb_last_save_time")
        .known("rdb_last_bgsave_status", "rdb_last_bgsave_time_sec", "rdb_current_bgsave_time_sec")
        .known("rdb_saves", "rdb_last_load_keys_expired", "rdb_last_load_keys_loaded")
        .line("aof_enabled", logs ? 1 : 0)
        .known("aof_rewrite_in_progress", "aof_rewrite_scheduled", "aof_last_rewrite_time_sec")
        .known("aof_current_rewrite_time_sec", "aof_last_bgrewrite_status", "aof_rewrites")
        .known("aof_rewrites_consecutive_failures", "aof_last_write_status");
    if (logs) {
      text.known("aof_current_size", "aof_base_size", "aof_pending_rewrite", "aof_buffer_length")
          .known("aof_pending_bio_fsync");
    }
  }

  private void replication(InfoText text) {
    text.section("Replication")
        .line("role", "master")
        .line("connected_slaves", 0)
        .line("master_failover_state", "no-failover")
        .known("master_replid")
        .line("master_replid2", "0".repeat(40))
        .line("master_repl_offset", 0)
        .line("second_repl_offset", -1)
        .zeros("repl_backlog_active")
        .line("repl_backlog_size", server.settings().text("repl-backlog-size"))
        .zeros("repl_backlog_first_byte_offset", "repl_backlog_histlen");
  }
}
