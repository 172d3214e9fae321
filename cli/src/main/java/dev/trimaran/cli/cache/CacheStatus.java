package dev.trimaran.cli.cache;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a cache says of itself, in numbers.
 *
 * @param keys in all databases
 * @param usedBytes by entries and indexes
 * @param maxBytes the limit, 0 for none
 * @param clients connected, the one that asks included
 * @param opsPerSecond in the last whole second
 * @param hits lookups that found their key, since the start
 * @param misses lookups that did not
 * @param expiryLagMs how long after their deadlines 99 of 100 keys expired at most
 * @param isLogged whether each change is logged
 */
public record CacheStatus(
    String endpoint,
    long keys,
    long usedBytes,
    long maxBytes,
    long clients,
    long opsPerSecond,
    long hits,
    long misses,
    long expiryLagMs,
    boolean isLogged) {

  /**
   * Asks the cache at {@code host:port}.
   *
   * @throws dev.trimaran.cli.model.CliError when it cannot be asked
   */
  public static CacheStatus ask(String endpoint, double timeoutSeconds) {
    CacheOptions options = new CacheOptions();
    options.endpoint = endpoint;
    options.timeoutSeconds = timeoutSeconds;
    Object text = options.ask(open -> Asked.of(open, "INFO", List.of("everything")));
    return of(endpoint, InfoFields.of(String.valueOf(text)));
  }

  static CacheStatus of(String endpoint, Map<String, String> info) {
    long keys = 0;
    for (Map.Entry<String, String> field : info.entrySet()) {
      if (field.getKey().matches("db\\d+")) {
        keys += Long.parseLong(field.getValue().replaceAll("keys=(\\d+),.*", "$1"));
      }
    }
    return new CacheStatus(
        endpoint,
        keys,
        number(info, "used_memory"),
        number(info, "maxmemory"),
        number(info, "connected_clients"),
        number(info, "instantaneous_ops_per_sec"),
        number(info, "keyspace_hits"),
        number(info, "keyspace_misses"),
        number(info, "expiry_lag_p99_ms"),
        number(info, "aof_enabled") == 1);
  }

  private static long number(Map<String, String> info, String field) {
    return Long.parseLong(info.getOrDefault(field, "0"));
  }

  /** The share of lookups that found their key, or a dash before the first. */
  public String hitShare() {
    long lookups = hits + misses;
    return lookups == 0 ? "-" : Math.round(100.0 * hits / lookups) + " %";
  }

  /** What programs read. */
  public Map<String, Object> data() {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("endpoint", endpoint);
    data.put("keys", keys);
    data.put("used_bytes", usedBytes);
    data.put("max_bytes", maxBytes);
    data.put("clients", clients);
    data.put("ops_per_second", opsPerSecond);
    data.put("hits", hits);
    data.put("misses", misses);
    data.put("expiry_lag_p99_ms", expiryLagMs);
    data.put("append_only", isLogged);
    return data;
  }
}
