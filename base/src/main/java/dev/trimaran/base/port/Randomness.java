package dev.trimaran.base.port;

/** Random numbers, handed in. */
public interface Randomness {

  /** A uniformly drawn long. */
  long nextLong();

  /**
   * A uniformly drawn integer in {@code [0, bound)}.
   *
   * @throws IllegalArgumentException if {@code bound} is not positive
   */
  int nextInt(int bound);

  /** A uniformly drawn double in {@code [0, 1)}. */
  default double nextDouble() {
    return (nextLong() >>> 11) * 0x1.0p-53;
  }
}
