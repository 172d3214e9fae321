package dev.trimaran.cache.core.keyspace;

import dev.trimaran.cache.core.eviction.Policy;

/** All databases of a node, which share memory, time and one limit. */
public interface Databases {

  /** How many there are; Redis's default is 16. */
  int count();

  /** The database of that number, 0 to {@link #count} - 1. */
  Keyspace database(int number);

  /**
   * Exchanges the contents of two ({@code SWAPDB}): the keyspaces change their numbers, so one that
   * was asked for before is to be asked for again.
   */
  void swap(int one, int other);

  /** The time from now on, in milliseconds since the epoch: set before each command or tick. */
  void now(long nowMs);

  long now();

  /** Bytes held by all entries and their indexes. */
  long usedBytes();

  /** The most bytes that were ever used. */
  default long peakBytes() {
    return usedBytes();
  }

  /** Of the bytes used, those of indexes and other things that are no entries; counted anew. */
  default long overheadBytes() {
    return 0;
  }

  /** The limit in bytes; 0 is none. */
  long maxBytes();

  /**
   * Evicts until the limit is kept, by the policy that is set; each evicted key is told to the
   * watcher first. Answers whether it is kept now: {@code noeviction} never evicts.
   */
  boolean makeRoom();

  /** Removes what has expired, up to {@code limit} entries; answers how many. */
  int expire(int limit);

  /** When {@link #expire} has something to do next, or {@link Keyspace#NO_DEADLINE}. */
  long nextDeadline();

  /** Whether {@link #expire} removes anything; what has expired is not found in any case. */
  default void expiresByItself(boolean is) {}

  /** Sets the limit in bytes; 0 is none. */
  default void maxBytes(long bytes) {}

  /** Who gives way at the limit. */
  default Policy policy() {
    return Policy.NOEVICTION;
  }

  default void policy(Policy policy) {}

  /** How many entries are looked at for each that is evicted, 1 to 64. */
  default int samples() {
    return 5;
  }

  default void samples(int samples) {}

  /** From how many bytes on the watcher is told of entries that have grown. */
  default void tellFrom(long bytes) {}

  /** Lookups to read that found their key. */
  default long hits() {
    return 0;
  }

  /** Lookups to read that did not. */
  default long misses() {
    return 0;
  }

  /** Keys removed since their deadline had passed. */
  default long expired() {
    return 0;
  }

  /** Keys that gave way to others. */
  default long evicted() {
    return 0;
  }

  /** Sets the four counters above to 0 ({@code CONFIG RESETSTAT}). */
  default void resetCounters() {}
}
