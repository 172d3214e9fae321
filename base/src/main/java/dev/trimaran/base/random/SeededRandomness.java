package dev.trimaran.base.random;

import dev.trimaran.base.Checks;
import dev.trimaran.base.port.Randomness;

/**
 * xoshiro256** 1.0 (Blackman and Vigna, "Scrambled linear pseudorandom number generators"), its
 * state filled by splitmix64 from a 64-bit seed. Not for secrets; not safe for several threads.
 */
public final class SeededRandomness implements Randomness {

  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  private long s0;
  private long s1;
  private long s2;
  private long s3;

  public SeededRandomness(long seed) {
    long state = seed;
    state += GOLDEN_GAMMA;
    s0 = mix(state);
    state += GOLDEN_GAMMA;
    s1 = mix(state);
    state += GOLDEN_GAMMA;
    s2 = mix(state);
    state += GOLDEN_GAMMA;
    s3 = mix(state);
  }

  /** The finaliser of splitmix64: a bijection that spreads every bit of {@code value}. */
  public static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  @Override
  public long nextLong() {
    long result = Long.rotateLeft(s1 * 5, 7) * 9;
    long t = s1 << 17;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= t;
    s3 = Long.rotateLeft(s3, 45);
    return result;
  }

  @Override
  public int nextInt(int bound) {
    Checks.argument(bound > 0, "bound must be positive");
    // Lemire's multiplication method on 32 bits, rejecting the few values that would be biased.
    long product = (nextLong() >>> 32) * bound;
    long low = product & 0xffffffffL;
    if (low < bound) {
      long threshold = (1L << 32) % bound;
      while (low < threshold) {
        product = (nextLong() >>> 32) * bound;
        low = product & 0xffffffffL;
      }
    }
    return (int) (product >>> 32);
  }

  /** A generator of its own, whose numbers are independent of those this one draws later. */
  public SeededRandomness split() {
    return new SeededRandomness(mix(nextLong()) ^ GOLDEN_GAMMA);
  }
}
