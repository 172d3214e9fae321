package dev.trimaran.cache.node.persistence;

import dev.trimaran.cache.core.keyspace.Databases;
import dev.trimaran.cache.core.keyspace.Keyspace;

/** The state that is kept on disk; belongs to the cache's loop. */
public interface Source {

  Databases databases();

  /** The stamp of the last change. */
  long version();

  /** How many changes were made since the start. */
  long changes();

  /**
   * Tells the requests that make an entry what it is, whatever its key held before.
   *
   * @param place of a live entry
   */
  void describe(Keyspace keys, long place, Sink sink);

  /** Takes a request. */
  interface Sink {

    /** A request of so many arguments, which follow. */
    void begin(int database, int arguments);

    void argument(byte[] bytes, int offset, int length);

    default void argument(byte[] bytes) {
      argument(bytes, 0, bytes.length);
    }
  }
}
