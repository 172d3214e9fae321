package dev.trimaran.cache.core.server;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.session.Session;
import java.util.Locale;

/** The sections of {@code INFO} that tell of the server as a whole. */
final class InfoSections {

  private static final String NOWHERE = "0".repeat(40);

  private final Server server;
  private long startMs = -1;
  private long peakBytes;

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
              .line("used_cpu_sys", "0.000000")
              .line("used_cpu_user", "0.000000")
              .line("used_cpu_sys_children", "0.000000")
              .line("used_cpu_user_children", "0.000000");
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
        .line("redis_git_sha1", "00000000")
        .line("redis_git_dirty", 0)
        .line("redis_build_id", "trimaran")
        .line("redis_mode", "standalone")
        .line("os", "Java")
        .line("arch_bits", 64)
        .line("multiplexing_api", "epoll")
        .line("process_id", 0)
        .line("process_supervised", "no")
        .line("run_id", NOWHERE)
        .line("tcp_port", server.settings().text("port"))
        .line("server_time_usec", call.now() * 1000)
        .line("uptime_in_seconds", upSeconds)
        .line("uptime_in_days", upSeconds / 86_400)
        .line("hz", 10)
        .line("configured_hz", 10)
        .line("lru_clock", call.now() / 1000 & 0xFFFFFF)
        .line("executable", "")
        .line("config_file", "")
        .line("io_threads_active", 0);
  }

  private void clients(InfoText text) {
    long blocked = 0;
    for (Session session : server.sessions().all()) {
      blocked += session.standing().blocked() ? 1 : 0;
    }
    text.section("Clients")
        .line("connected_clients", server.sessions().count())
        .line("cluster_connections", 0)
        .line("maxclients", server.settings().text("maxclients"))
        .zeros("client_recent_max_input_buffer", "client_recent_max_output_buffer")
        .line("blocked_clients", blocked)
        .line("tracking_clients", server.tracking().clients())
        .line("clients_in_timeout_table", blocked);
  }

  private void memory(InfoText text, Call call) {
    long used = call.databases().usedBytes();
    peakBytes = Math.max(peakBytes, used);
    long resident = Math.max(used, server.administration().residentBytes());
    double share = peakBytes == 0 ? 0 : 100.0 * used / peakBytes;
    text.section("Memory")
        .size("used_memory", used)
        .size("used_memory_rss", resident)
        .size("used_memory_peak", peakBytes)
        .line("used_memory_peak_perc", String.format(Locale.ROOT, "%.2f%%", share))
        .zeros("used_memory_overhead", "used_memory_startup")
        .line("used_memory_dataset", used)
        .line("used_memory_dataset_perc", "100.00%")
        .line("allocator_allocated", used)
        .line("allocator_active", used)
        .line("allocator_resident", resident)
        .size("total_system_memory", 0)
        .zeros("used_memory_lua", "used_memory_scripts", "number_of_cached_scripts")
        .size("maxmemory", call.databases().maxBytes())
        .line("maxmemory_policy", call.databases().policy().text())
        .ratio("allocator_frag_ratio", 1)
        .zeros("allocator_frag_bytes")
        .ratio("mem_fragmentation_ratio", used == 0 ? 1 : (double) resident / used)
        .line("mem_fragmentation_bytes", resident - used)
        .zeros("mem_not_counted_for_evict", "mem_replication_backlog")
        .zeros("mem_clients_slaves", "mem_clients_normal", "mem_aof_buffer")
        .line("mem_allocator", "slabs")
        .zeros("active_defrag_running", "lazyfree_pending_objects", "lazyfreed_objects");
  }

  private void persistence(InfoText text) {
    text.section("Persistence")
        .zeros("loading", "async_loading", "rdb_changes_since_last_save")
        .zeros("rdb_bgsave_in_progress", "rdb_last_save_time")
        .line("rdb_last_bgsave_status", "ok")
        .line("rdb_last_bgsave_time_sec", -1)
        .line("rdb_current_bgsave_time_sec", -1)
        .zeros("rdb_saves", "rdb_last_cow_size")
        .line("aof_enabled", server.settings().text("appendonly").equals("yes") ? 1 : 0)
        .zeros("aof_rewrite_in_progress", "aof_rewrite_scheduled")
        .line("aof_last_rewrite_time_sec", -1)
        .line("aof_current_rewrite_time_sec", -1)
        .line("aof_last_bgrewrite_status", "ok")
        .zeros("aof_rewrites", "aof_rewrites_consecutive_failures")
        .line("aof_last_write_status", "ok")
        .zeros("aof_last_cow_size", "module_fork_in_progress", "module_fork_last_cow_size");
  }

  private static void replication(InfoText text) {
    text.section("Replication")
        .line("role", "master")
        .line("connected_slaves", 0)
        .line("master_failover_state", "no-failover")
        .line("master_replid", NOWHERE)
        .line("master_replid2", NOWHERE)
        .line("master_repl_offset", 0)
        .line("second_repl_offset", -1)
        .zeros("repl_backlog_active")
        .line("repl_backlog_size", 1_048_576)
        .zeros("repl_backlog_first_byte_offset", "repl_backlog_histlen");
  }
}
