package dev.trimaran.cache.core.session;

/** What a client is about, kept by those parts of the engine whose business it is. */
public interface Standing {

  /** Of a session that no client has: it is about nothing. */
  Standing NONE = new Standing() {};

  /** Channels it listens to. */
  default int channels() {
    return 0;
  }

  /** Patterns of channels. */
  default int patterns() {
    return 0;
  }

  /** Shard channels. */
  default int shards() {
    return 0;
  }

  /** Requests in its transaction; -1 outside one. */
  default int queued() {
    return -1;
  }

  /** Whether a key that it watched has changed, so that its transaction will fail. */
  default boolean overtaken() {
    return false;
  }

  /** Whether its last request waits. */
  default boolean blocked() {
    return false;
  }

  /** Whether its last request waits, and not for ever. */
  default boolean timesOut() {
    return false;
  }

  /** Whether it is told of changes, and to which client: 0 to itself, -1 when not at all. */
  default long redirection() {
    return -1;
  }

  /** The letters of {@code flags} in {@code CLIENT LIST} that tell of tracking. */
  default String trackingFlags() {
    return "";
  }
}
