package dev.trimaran.cache.core.command;

import dev.trimaran.cache.core.keyspace.Databases;
import dev.trimaran.cache.core.keyspace.Keyspace;

/** Something that commands leave to be done when its time has come; run at the engine's ticks. */
public interface Periodic {

  /**
   * Does what is due at {@link Databases#now}, about {@code limit} steps of it; answers how many
   * were done.
   */
  int run(Databases databases, Effects effects, int limit);

  /**
   * When something is due next, in milliseconds since the epoch, or {@link Keyspace#NO_DEADLINE}.
   */
  long nextDeadline();

  /** The sooner of two deadlines, each of which may be none. */
  static long sooner(long one, long other) {
    if (one == Keyspace.NO_DEADLINE || other == Keyspace.NO_DEADLINE) {
      return Math.max(one, other);
    }
    return Math.min(one, other);
  }
}
