package dev.trimaran.cache.core.server;

import dev.trimaran.cache.core.eviction.Policy;
import dev.trimaran.cache.core.keyspace.Databases;
import dev.trimaran.cache.core.packed.Limits;
import dev.trimaran.cache.core.settings.OutputLimits;
import dev.trimaran.cache.core.settings.Percentiles;
import dev.trimaran.cache.core.settings.Settings;
import dev.trimaran.cache.core.settings.ValueKind;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * The parameters by their names in Redis 7.0: those that mean something here, and those that
 * clients read. The shell adds those of its own.
 */
public final class Parameters {

  private final Settings settings;

  private Parameters(Settings settings) {
    this.settings = settings;
  }

  /** Adds all, with Redis's defaults. */
  public static void register(Settings settings, Databases databases, Limits limits) {
    Parameters all = new Parameters(settings);
    all.memory(databases);
    all.observation();
    all.clients();
    all.encodings(limits);
    all.told(databases);
  }

  private void live(String name, ValueKind kind, LongSupplier source, LongConsumer sink) {
    settings.live(
        name, kind, () -> Long.toString(source.getAsLong()), v -> sink.accept(Long.parseLong(v)));
  }

  private void kept(String name, ValueKind kind, String value) {
    settings.add(name, kind, value, _ -> {});
  }

  private void memory(Databases databases) {
    live("maxmemory", ValueKind.memory(0), databases::maxBytes, databases::maxBytes);
    live(
        "maxmemory-samples",
        ValueKind.integer(1, 64),
        databases::samples,
        samples -> databases.samples((int) samples));
    settings.live(
        "maxmemory-policy",
        ValueKind.oneOf(Arrays.stream(Policy.values()).map(Policy::text).toArray(String[]::new)),
        () -> databases.policy().text(),
        text -> databases.policy(Objects.requireNonNull(Policy.of(text))));
    settings.fixed("maxmemory-eviction-tenacity", "10");
    settings.fixed("maxmemory-clients", "0");
  }

  private void encodings(Limits limits) {
    ValueKind count = ValueKind.integer(0, Long.MAX_VALUE);
    ValueKind size = ValueKind.memory(0);
    live("hash-max-listpack-entries", count, limits::hashEntries, limits::hashEntries);
    live("hash-max-listpack-value", size, limits::hashValue, limits::hashValue);
    live("set-max-intset-entries", count, limits::setIntegers, limits::setIntegers);
    live("zset-max-listpack-entries", count, limits::sortedSetEntries, limits::sortedSetEntries);
    live("zset-max-listpack-value", size, limits::sortedSetValue, limits::sortedSetValue);
    settings.alias("hash-max-ziplist-entries", "hash-max-listpack-entries");
    settings.alias("hash-max-ziplist-value", "hash-max-listpack-value");
    settings.alias("zset-max-ziplist-entries", "zset-max-listpack-entries");
    settings.alias("zset-max-ziplist-value", "zset-max-listpack-value");
    kept("list-max-listpack-size", ValueKind.integer(Integer.MIN_VALUE, Integer.MAX_VALUE), "-2");
    settings.alias("list-max-ziplist-size", "list-max-listpack-size");
    kept("list-compress-depth", ValueKind.integer(0, Integer.MAX_VALUE), "0");
    live(
        "hll-sparse-max-bytes",
        size,
        limits::sparseHyperLogLogBytes,
        limits::sparseHyperLogLogBytes);
    settings.watch("proto-max-bulk-len", text -> limits.stringBytes(Long.parseLong(text)));
  }

  private void observation() {
    kept("slowlog-log-slower-than", ValueKind.integer(-1, Long.MAX_VALUE), "10000");
    kept("slowlog-max-len", ValueKind.integer(0, 100_000), "128");
    kept("latency-monitor-threshold", ValueKind.integer(0, Long.MAX_VALUE), "0");
    kept("latency-tracking", ValueKind.flag(), "yes");
    kept("latency-tracking-info-percentiles", ValueKind.special(Percentiles::normal), "50 99 99.9");
    kept("tracking-table-max-keys", ValueKind.integer(0, Long.MAX_VALUE), "1000000");
    kept("acllog-max-len", ValueKind.integer(0, 100_000), "128");
  }

  private void clients() {
    kept("maxclients", ValueKind.integer(1, Integer.MAX_VALUE), "10000");
    kept("timeout", ValueKind.integer(0, Integer.MAX_VALUE), "0");
    kept("tcp-keepalive", ValueKind.integer(0, Integer.MAX_VALUE), "300");
    kept("proto-max-bulk-len", ValueKind.memory(1 << 20), "536870912");
    kept("client-query-buffer-limit", ValueKind.memory(1 << 20), "1073741824");
    String outputs = "client-output-buffer-limit";
    kept(
        outputs,
        ValueKind.special(text -> OutputLimits.merge(settings.text(outputs), text)),
        OutputLimits.USUAL);
  }

  /** What is so and cannot be changed by clients. */
  private void told(Databases databases) {
    settings.fixed("databases", Integer.toString(databases.count()));
    settings.fixed("save", "");
    settings.fixed("appendonly", "no");
    settings.fixed("appendfsync", "everysec");
    settings.fixed("bind", "127.0.0.1");
    settings.fixed("port", "6379");
    settings.fixed("tls-port", "0");
    settings.fixed("dir", ".");
    settings.fixed("dbfilename", "dump.rdb");
    settings.fixed("cluster-enabled", "no");
    settings.fixed("replicaof", "");
    settings.fixed("protected-mode", "yes");
    settings.fixed("io-threads", "1");
    settings.fixed("hz", "10");
    settings.fixed("enable-debug-command", "no");
    settings.fixed("lazyfree-lazy-eviction", "no");
    settings.fixed("lazyfree-lazy-expire", "no");
    settings.fixed("lazyfree-lazy-server-del", "no");
    settings.fixed("lfu-log-factor", "10");
    settings.fixed("lfu-decay-time", "1");
    settings.fixed("min-replicas-to-write", "0");
    settings.fixed("repl-backlog-size", "1048576");
    settings.fixed("activedefrag", "no");
    settings.fixed("daemonize", "no");
    settings.fixed("loglevel", "notice");
    settings.fixed("logfile", "");
    settings.fixed("aclfile", "");
  }
}
