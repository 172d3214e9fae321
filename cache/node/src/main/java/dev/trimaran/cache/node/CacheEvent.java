package dev.trimaran.cache.node;

import java.util.Optional;

/**
 * What a listener of a {@link Cache} is told. A value is there where the key holds a string that
 * the codec reads, as it was at that change.
 */
public sealed interface CacheEvent<K, V> {

  /** A key that did not exist has been given a value. */
  record Created<K, V>(K key, Optional<V> value) implements CacheEvent<K, V> {}

  /** A key has been given another value. */
  record Updated<K, V>(K key, Optional<V> value) implements CacheEvent<K, V> {}

  /** A key was removed by somebody. */
  record Removed<K, V>(K key) implements CacheEvent<K, V> {}

  /** The deadline of a key has passed. */
  record Expired<K, V>(K key) implements CacheEvent<K, V> {}

  /** A key gave way to others, at the limit in bytes. */
  record Evicted<K, V>(K key) implements CacheEvent<K, V> {}

  /** All keys were removed at once. */
  record Cleared<K, V>() implements CacheEvent<K, V> {}

  /**
   * The listener was too slow: so many events that belong here were dropped. Whatever was derived
   * from events is to be derived anew.
   */
  record Lost<K, V>(long events) implements CacheEvent<K, V> {}
}
