package dev.trimaran.cache.core.keyspace;

/**
 * Is told of the keys that the store removes by itself, before they are gone. It changes nothing in
 * the store and looks nothing up there: the removal is under way.
 */
public interface Watcher {

  /** The key's deadline has passed; {@code lateMs} is how long ago. */
  void expired(Keyspace keys, byte[] key, int offset, int length, long lateMs);

  /** The key gives way to others. */
  void evicted(Keyspace keys, byte[] key, int offset, int length);
}
