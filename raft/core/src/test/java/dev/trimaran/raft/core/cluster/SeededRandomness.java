package dev.trimaran.raft.core.cluster;

import dev.trimaran.base.port.Randomness;
import java.util.Random;

/** Random numbers from one seed. */
public final class SeededRandomness implements Randomness {

  private final Random random;

  public SeededRandomness(long seed) {
    random = new Random(seed);
  }

  @Override
  public long nextLong() {
    return random.nextLong();
  }

  @Override
  public int nextInt(int bound) {
    return random.nextInt(bound);
  }
}
