package dev.trimaran.cache.core.server;

import dev.trimaran.cache.core.command.CommandSpec;
import dev.trimaran.cache.core.command.Tally;
import dev.trimaran.cache.core.keyspace.Databases;
import dev.trimaran.cache.core.keyspace.Keyspace;
import dev.trimaran.cache.core.settings.Percentiles;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The sections of {@code INFO} that tell what has been counted. */
final class InfoCounts {

  private final Server server;

  InfoCounts(Server server) {
    this.server = server;
  }

  void write(String section, InfoText text) {
    switch (section) {
      case "stats" -> stats(text);
      case "commandstats" -> {
        text.section("Commandstats");
        commands(spec -> tally(text, spec));
      }
      case "errorstats" -> {
        text.section("Errorstats");
        new TreeMap<>(server.counters().errors())
            .forEach((prefix, count) -> text.line("errorstat_" + prefix, "count=" + count));
      }
      case "latencystats" -> {
        text.section("Latencystats");
        if (server.settings().text("latency-tracking").equals("yes")) {
          String[] percents = Percentiles.of(server.settings());
          commands(spec -> percentiles(text, spec, percents));
        }
      }
      case "keyspace" -> keyspace(text);
      case "trimaran" -> {
        text.section("Trimaran")
            .line("expiry_lag_p50_ms", server.counters().expiryLag(50))
            .line("expiry_lag_p99_ms", server.counters().expiryLag(99))
            .line("expiry_lag_max_ms", server.counters().longestExpiryLag());
        server
            .counters()
            .figures()
            .forEach((field, source) -> text.line(field, source.getAsLong()));
      }
      case "hotkeys" -> {
        text.section("Hotkeys");
        server
            .counters()
            .sections()
            .getOrDefault(section, Map::of)
            .get()
            .forEach((field, value) -> text.line(field, value));
      }
      default -> {}
    }
  }

  private void stats(InfoText text) {
    Databases databases = server.databases();
    text.section("Stats")
        .line("total_connections_received", server.sessions().opened())
        .line("total_commands_processed", server.counters().commands())
        .known("instantaneous_ops_per_sec", "total_net_input_bytes", "total_net_output_bytes")
        .zeros("total_net_repl_input_bytes", "total_net_repl_output_bytes")
        .known("instantaneous_input_kbps", "instantaneous_output_kbps", "rejected_connections")
        .zeros("sync_full", "sync_partial_ok", "sync_partial_err")
        .line("expired_keys", databases.expired())
        .line("evicted_keys", databases.evicted())
        .zeros("evicted_clients")
        .line("keyspace_hits", databases.hits())
        .line("keyspace_misses", databases.misses())
        .line("pubsub_channels", server.pubSub().channels())
        .line("pubsub_patterns", server.pubSub().patterns())
        .line("pubsubshard_channels", server.pubSub().shards())
        .zeros("latest_fork_usec", "total_forks", "migrate_cached_sockets")
        .zeros("slave_expires_tracked_keys")
        .line("tracking_total_keys", server.tracking().keys())
        .line("tracking_total_items", server.tracking().items())
        .line("tracking_total_prefixes", server.tracking().prefixes())
        .zeros("unexpected_error_replies")
        .line("total_error_replies", server.counters().errorCount())
        .known("total_reads_processed", "total_writes_processed")
        .zeros("io_threaded_reads_processed", "io_threaded_writes_processed")
        .known("client_query_buffer_limit_disconnections")
        .known("client_output_buffer_limit_disconnections");
  }

  private void commands(Consumer<CommandSpec> tell) {
    for (CommandSpec spec : server.table().all()) {
      seen(spec, tell);
      spec.subcommands().forEach(sub -> seen(sub, tell));
    }
  }

  private static void seen(CommandSpec spec, Consumer<CommandSpec> tell) {
    Tally tally = spec.tally();
    if (tally.calls() + tally.rejected() + tally.failed() > 0) {
      tell.accept(spec);
    }
  }

  private static void tally(InfoText text, CommandSpec spec) {
    Tally tally = spec.tally();
    double each = tally.calls() == 0 ? 0 : (double) tally.micros() / tally.calls();
    text.line(
        "cmdstat_" + spec.name(),
        String.format(
            Locale.ROOT,
            "calls=%d,usec=%d,usec_per_call=%.2f,rejected_calls=%d,failed_calls=%d",
            tally.calls(),
            tally.micros(),
            each,
            tally.rejected(),
            tally.failed()));
  }

  private static void percentiles(InfoText text, CommandSpec spec, String[] percents) {
    Tally tally = spec.tally();
    if (tally.calls() > 0) {
      StringJoiner values = new StringJoiner(",");
      for (String percent : percents) {
        double value = tally.percentile(Double.parseDouble(percent));
        values.add(String.format(Locale.ROOT, "p%s=%.3f", percent, value));
      }
      text.line("latency_percentiles_usec_" + spec.name(), values.toString());
    }
  }

  private void keyspace(InfoText text) {
    text.section("Keyspace");
    for (int i = 0; i < server.databases().count(); i++) {
      Keyspace keys = server.databases().database(i);
      if (keys.size() > 0) {
        text.line(
            "db" + i,
            "keys=%d,expires=%d,avg_ttl=%d"
                .formatted(keys.size(), keys.volatileSize(), keys.averageTtlMs()));
      }
    }
  }
}
