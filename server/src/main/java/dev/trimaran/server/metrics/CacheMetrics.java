package dev.trimaran.server.metrics;

import dev.trimaran.cache.node.model.CacheStats;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/** The metrics of a cache; every number is read when it is scraped. */
public final class CacheMetrics {

  private final Supplier<CacheStats> from;

  public CacheMetrics(Supplier<CacheStats> from) {
    this.from = from;
  }

  /** Puts all metrics into a registry. */
  public void register(PrometheusRegistry registry) {
    gauge(registry, "clients", "Clients connected.", CacheStats::clients);
    counter(registry, "clients_accepted", "Clients accepted.", CacheStats::accepted);
    counter(
        registry,
        "clients_refused",
        "Clients refused because there were too many.",
        CacheStats::refusedClients);
    counter(registry, "commands", "Commands executed.", CacheStats::commands);
    gauge(registry, "keys", "Keys held.", CacheStats::keys);
    gauge(registry, "volatile_keys", "Keys with a deadline.", CacheStats::volatileKeys);
    gauge(registry, "used_bytes", "Bytes of entries and indexes.", CacheStats::usedBytes);
    gauge(registry, "max_bytes", "The limit, 0 for none.", CacheStats::maxBytes);
    counter(registry, "hits", "Lookups that found a key.", CacheStats::hits);
    counter(registry, "misses", "Lookups that found none.", CacheStats::misses);
    counter(registry, "expired_keys", "Keys whose deadline came.", CacheStats::expired);
    counter(registry, "evicted_keys", "Keys that gave way.", CacheStats::evicted);
    gauge(registry, "append_log_bytes", "Length of the append log.", CacheStats::logBytes);
    gauge(
        registry,
        "last_save_timestamp_seconds",
        "When the last good snapshot was begun.",
        stats -> stats.lastSaveMs() / 1000);
  }

  private void gauge(
      PrometheusRegistry registry, String name, String help, ToLongFunction<CacheStats> value) {
    GaugeWithCallback.builder()
        .name("trimaran_cache_" + name)
        .help(help)
        .callback(callback -> callback.call(value.applyAsLong(from.get())))
        .register(registry);
  }

  private void counter(
      PrometheusRegistry registry, String name, String help, ToLongFunction<CacheStats> value) {
    CounterWithCallback.builder()
        .name("trimaran_cache_" + name)
        .help(help)
        .callback(callback -> callback.call(value.applyAsLong(from.get())))
        .register(registry);
  }
}
