package dev.trimaran.events.node.model;

/** Time as KurrentDB's clients know it: 100 ns since 1970. */
public final class Ticks {

  private static final long OF_A_MILLISECOND = 10_000;

  private Ticks() {}

  public static long ofMillis(long millis) {
    return millis * OF_A_MILLISECOND;
  }

  public static long toMillis(long ticks) {
    return ticks / OF_A_MILLISECOND;
  }
}
