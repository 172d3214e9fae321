package dev.trimaran.cache.node.execution;

import dev.trimaran.cache.core.store.Store;
import dev.trimaran.cache.node.listener.CacheListener;
import dev.trimaran.cache.node.model.CacheStats;
import dev.trimaran.cache.node.persistence.Persistence;
import org.jspecify.annotations.Nullable;

/** Counts what there is to tell of a node. */
final class Stats {

  private Stats() {}

  static CacheStats of(
      Store store, CacheListener listener, @Nullable Persistence persistence, long commands) {
    long keys = 0;
    long mortal = 0;
    for (int i = 0; i < store.count(); i++) {
      keys += store.database(i).size();
      mortal += store.database(i).volatileSize();
    }
    return new CacheStats(
        listener.connections().size(),
        listener.accepted(),
        listener.refused(),
        commands,
        keys,
        mortal,
        store.usedBytes(),
        store.maxBytes(),
        store.hits(),
        store.misses(),
        store.expired(),
        store.evicted(),
        persistence == null ? 0 : persistence.log().bytes(),
        persistence == null ? 0 : persistence.saved().lastMs());
  }
}
