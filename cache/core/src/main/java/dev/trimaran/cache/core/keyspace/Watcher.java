package dev.trimaran.cache.core.keyspace;

/**
 * Is told of the keys that the store removes by itself, before they are gone, and of those that
 * have become big. It changes nothing in the store and looks nothing up there: a change is under
 * way.
 */
public interface Watcher {

  /** The key's deadline has passed; {@code lateMs} is how long ago. */
  void expired(Keyspace keys, byte[] key, int offset, int length, long lateMs);

  /** The key gives way to others. */
  void evicted(Keyspace keys, byte[] key, int offset, int length);

  /** There is an entry for a key that had none. */
  default void created(Keyspace keys, long place) {}

  /**
   * An entry that does not lie in its record was made or has grown, and is as big as {@link
   * Databases#tellFrom} asks for; not told again before it is an eighth bigger.
   */
  default void grew(Keyspace keys, long place) {}
}
