package dev.trimaran.server;

import dev.trimaran.server.config.HostPort;
import dev.trimaran.server.config.ServerConfig;
import dev.trimaran.server.config.ServerConfig.Role;
import dev.trimaran.server.node.CacheServer;
import dev.trimaran.server.node.EventServer;
import dev.trimaran.server.node.RaftHost;
import dev.trimaran.server.node.ServerNode;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What runs in this process, by its roles. */
final class Running implements AutoCloseable {

  private @Nullable CacheServer cache;
  private @Nullable RaftHost host;
  private @Nullable EventServer events;
  private @Nullable ServerNode store;

  private Running() {}

  /**
   * Starts all roles, or none.
   *
   * @throws IOException when files or ports cannot be had; the message says what to do
   */
  static Running start(ServerConfig config) throws IOException {
    Running running = new Running();
    try {
      running.startAll(config);
      return running;
    } catch (IOException | RuntimeException e) {
      running.close();
      throw e;
    }
  }

  private void startAll(ServerConfig config) throws IOException {
    List<Consumer<PrometheusRegistry>> metrics = new ArrayList<>();
    if (config.roles().contains(Role.CACHE)) {
      CacheServer started = CacheServer.start(config);
      cache = started;
      metrics.add(started.metrics()::register);
      HostPort probes = config.client().metricsListen().orElse(null);
      if (probes != null && !config.replicates()) {
        started.probes(probes);
      }
    }
    if (!config.replicates()) {
      return;
    }
    RaftHost opened = RaftHost.open(config);
    host = opened;
    if (config.roles().contains(Role.EVENTS)) {
      EventServer started = EventServer.start(opened, config, List.copyOf(metrics));
      events = started;
      metrics.add(started.metrics()::register);
    }
    if (config.roles().contains(Role.KV)) {
      store = ServerNode.start(opened, config, List.copyOf(metrics));
    }
  }

  /** The key-value store, where it runs. */
  @Nullable ServerNode store() {
    return store;
  }

  /** The cache, where it runs. */
  @Nullable CacheServer cache() {
    return cache;
  }

  /** The event store, where it runs. */
  @Nullable EventServer events() {
    return events;
  }

  /** Completes when all serves and is known to the cluster. */
  CompletableFuture<Void> ready() {
    CompletableFuture<Void> first =
        events == null ? CompletableFuture.completedFuture(null) : events.ready();
    return store == null ? first : CompletableFuture.allOf(first, store.publish());
  }

  /** Completes when anything has stopped; exceptionally when a fault stopped it. */
  CompletableFuture<Void> anyStopped() {
    CompletableFuture<Void> any = new CompletableFuture<>();
    for (CompletableFuture<Void> each : stops()) {
      var unused =
          each.whenComplete((_, failure) -> {
            if (failure == null) {
              any.complete(null);
            } else {
              any.completeExceptionally(failure);
            }
          });
    }
    return any;
  }

  /** Completes when all has stopped. */
  CompletableFuture<Void> allStopped() {
    return CompletableFuture.allOf(stops().toArray(CompletableFuture[]::new));
  }

  private List<CompletableFuture<Void>> stops() {
    List<CompletableFuture<Void>> stops = new ArrayList<>();
    if (store != null) {
      stops.add(store.stopped());
    }
    if (events != null) {
      stops.add(events.stopped());
    }
    if (cache != null) {
      stops.add(cache.stopped());
    }
    return stops;
  }

  @Override
  public void close() {
    if (cache != null) {
      cache.close();
    }
    if (events != null) {
      events.close();
    }
    if (store != null) {
      store.close();
    }
    if (host != null) {
      host.close();
    }
  }
}
