package dev.trimaran.cache.node.model;

/**
 * What a cache node has done since its start, and what it holds.
 *
 * @param clients connected now
 * @param accepted clients since the start
 * @param refusedClients of which there were too many
 * @param commands executed
 * @param keys held now, in all databases
 * @param volatileKeys those with a deadline
 * @param usedBytes by entries and indexes
 * @param maxBytes the limit, 0 for none
 * @param hits lookups that found a key
 * @param misses lookups that did not
 * @param expired keys whose deadline has come
 * @param evicted keys that gave way to others
 * @param logBytes length of the append log
 * @param lastSaveMs when the last good snapshot was begun, milliseconds since the epoch
 */
public record CacheStats(
    long clients,
    long accepted,
    long refusedClients,
    long commands,
    long keys,
    long volatileKeys,
    long usedBytes,
    long maxBytes,
    long hits,
    long misses,
    long expired,
    long evicted,
    long logBytes,
    long lastSaveMs) {

  /** Of a node that has just begun. */
  public static final CacheStats NONE = new CacheStats(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
}
