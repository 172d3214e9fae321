package dev.trimaran.cache.core.eviction;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Who gives way when memory is short: Redis's policies under its names, and S3-FIFO. */
public enum Policy {
  NOEVICTION(Ranking.NONE, false),
  ALLKEYS_S3FIFO(Ranking.QUEUES, false),
  ALLKEYS_LRU(Ranking.RECENCY, false),
  VOLATILE_LRU(Ranking.RECENCY, true),
  ALLKEYS_LFU(Ranking.FREQUENCY, false),
  VOLATILE_LFU(Ranking.FREQUENCY, true),
  ALLKEYS_RANDOM(Ranking.CHANCE, false),
  VOLATILE_RANDOM(Ranking.CHANCE, true),
  VOLATILE_TTL(Ranking.DEADLINE, true);

  /** By what a policy chooses. */
  public enum Ranking {
    /** It never does. */
    NONE,
    /** S3-FIFO: a small queue, a main queue, and the ghosts of those that left the small one. */
    QUEUES,
    /** The longest unused of a sample. */
    RECENCY,
    /** The least used of a sample. */
    FREQUENCY,
    /** Any. */
    CHANCE,
    /** The one that expires first. */
    DEADLINE
  }

  private final Ranking ranking;
  private final boolean volatileOnly;

  Policy(Ranking ranking, boolean volatileOnly) {
    this.ranking = ranking;
    this.volatileOnly = volatileOnly;
  }

  public Ranking ranking() {
    return ranking;
  }

  /** Whether it takes only keys that have a deadline. */
  public boolean volatileOnly() {
    return volatileOnly;
  }

  /** As {@code maxmemory-policy} has it: {@code allkeys-lru}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The policy of that name, in any case, or null. */
  public static @Nullable Policy of(String text) {
    for (Policy policy : values()) {
      if (policy.text().equalsIgnoreCase(text)) {
        return policy;
      }
    }
    return null;
  }
}
