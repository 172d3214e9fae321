package dev.trimaran.server;

import dev.trimaran.server.config.HostPort;
import dev.trimaran.server.config.ServerConfig;
import dev.trimaran.server.config.ServerConfig.Role;
import dev.trimaran.server.node.CacheServer;
import dev.trimaran.server.node.ServerNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What runs in this process, by its roles. */
final class Running implements AutoCloseable {

  private final @Nullable CacheServer cache;
  private final @Nullable ServerNode store;

  private Running(@Nullable CacheServer cache, @Nullable ServerNode store) {
    this.cache = cache;
    this.store = store;
  }

  /**
   * Starts all roles, or none.
   *
   * @throws IOException when files or ports cannot be had; the message says what to do
   */
  static Running start(ServerConfig config) throws IOException {
    boolean alone = !config.roles().contains(Role.KV);
    CacheServer cache = config.roles().contains(Role.CACHE) ? CacheServer.start(config) : null;
    try {
      HostPort probes = config.client().metricsListen().orElse(null);
      if (cache != null && alone && probes != null) {
        cache.probes(probes);
      }
      return new Running(cache, alone ? null : ServerNode.start(config, cache));
    } catch (IOException | RuntimeException e) {
      if (cache != null) {
        cache.close();
      }
      throw e;
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

  /** Completes when all serves and is known to the cluster. */
  CompletableFuture<Void> ready() {
    return store == null ? CompletableFuture.completedFuture(null) : store.publish();
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
    if (store != null) {
      store.close();
    }
  }
}
