package dev.trimaran.cache.core.keyspace;

/**
 * When the strings of a database become stale: they are still told until their deadline proper, and
 * somebody should load them anew. Kept beside the value: an entry that has none pays nothing. Any
 * write of the value takes it away; a new deadline or a new name does not.
 */
public interface SoftDeadlines {

  /** Of a keyspace that keeps none. */
  SoftDeadlines NONE =
      new SoftDeadlines() {
        @Override
        public long get(long place) {
          return Keyspace.NO_DEADLINE;
        }

        @Override
        public long set(long place, long atMs) {
          return place;
        }
      };

  /** Milliseconds since the epoch, or {@link Keyspace#NO_DEADLINE}. */
  long get(long place);

  /** Sets or, with {@link Keyspace#NO_DEADLINE}, clears it; answers the place, which may move. */
  long set(long place, long atMs);
}
