package dev.trimaran.cache.core.server;

import org.jspecify.annotations.Nullable;

/** What only the process around the engine knows and can do. */
public interface Administration {

  /** A process that tells nothing of itself and does nothing. */
  Administration NONE = new Administration() {};

  /** The value of a field of {@code INFO}, such as {@code process_id}; null: the engine's own. */
  default @Nullable String figure(String field) {
    return null;
  }

  /** Bytes of memory the process holds. */
  default long residentBytes() {
    return 0;
  }

  /** Begins to count anew ({@code CONFIG RESETSTAT}). */
  default void resetCounters() {}

  /** Lets the whole server do nothing for a while, as {@code DEBUG SLEEP} asks. */
  default void sleep(long micros) {}

  /**
   * Ends the process, after a snapshot where that is asked for. Answers what stands in the way, or
   * nothing.
   */
  default String shutdown(boolean save) {
    return "ERR Errors trying to SHUTDOWN. Check logs.";
  }

  /** Keeps the parameters that were changed. Answers what stands in the way, or nothing. */
  default String rewriteConfig() {
    return "ERR The server is running without a config file";
  }
}
