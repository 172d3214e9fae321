package dev.trimaran.cache.core.eviction;

/**
 * The use of an entry, noted in 32 bits: the second of its last use in 24, which come round after
 * 194 days, and a counter in 8. The counter is S3-FIFO's, up to {@value #QUEUE_MOST}, or that of
 * Redis's LFU: it grows with the logarithm of the uses and loses one for each idle minute.
 */
public final class Use {

  /** S3-FIFO counts so far. */
  public static final int QUEUE_MOST = 3;

  /** The counter a new entry has under LFU, so that it is not the first to go. */
  public static final int NEW_FREQUENCY = 5;

  private static final int CLOCK_MASK = (1 << 24) - 1;
  private static final int MOST = 255;
  private static final int LOG_FACTOR = 10;
  private static final int DECAY_SECONDS = 60;

  private Use() {}

  /** The clock of a time in milliseconds. */
  public static int clock(long nowMs) {
    return (int) (nowMs / 1000) & CLOCK_MASK;
  }

  /** That of an entry just made. */
  public static int fresh(Policy.Ranking ranking, int clock) {
    return of(ranking == Policy.Ranking.FREQUENCY ? NEW_FREQUENCY : 0, clock);
  }

  public static int of(int counter, int clock) {
    return counter << 24 | clock;
  }

  /** The second of the last use. */
  public static int clockOf(int use) {
    return use & CLOCK_MASK;
  }

  public static int counter(int use) {
    return use >>> 24;
  }

  /**
   * That of an entry which is used once more.
   *
   * @param dice a random number, of which LFU takes 31 bits
   */
  public static int used(int use, Policy.Ranking ranking, int clock, int dice) {
    return switch (ranking) {
      case QUEUES -> of(Math.min(counter(use) + 1, QUEUE_MOST), clock);
      case FREQUENCY -> of(counted(frequency(use, clock), dice), clock);
      case NONE, RECENCY, CHANCE, DEADLINE -> use & ~CLOCK_MASK | clock;
    };
  }

  /** Seconds since the last use. */
  public static int idleSeconds(int use, int clock) {
    return (clock - use) & CLOCK_MASK;
  }

  /** LFU's counter as of now. */
  public static int frequency(int use, int clock) {
    return Math.max(0, counter(use) - idleSeconds(use, clock) / DECAY_SECONDS);
  }

  /** One more with a chance that falls as the counter grows. */
  private static int counted(int counter, int dice) {
    if (counter >= MOST) {
      return MOST;
    }
    int odds = Math.max(0, counter - NEW_FREQUENCY) * LOG_FACTOR + 1;
    return (dice & Integer.MAX_VALUE) % odds == 0 ? counter + 1 : counter;
  }
}
