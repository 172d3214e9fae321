package dev.trimaran.cache.core.keyspace;

/** What a lookup means to the statistics and to eviction. */
public enum Access {
  /** Counted as a hit or a miss, and as a use. */
  READ,
  /** Counted as a use only. */
  WRITE,
  /** Not counted: {@code TYPE}, {@code TTL}, {@code OBJECT}, {@code SCAN}. */
  PEEK
}
