package dev.trimaran.io;

import dev.trimaran.base.port.Randomness;
import dev.trimaran.base.random.SeededRandomness;
import java.security.SecureRandom;

/** Random numbers from a seed that nobody can guess; safe for several threads. Not for secrets. */
public final class SystemRandomness implements Randomness {

  private final SeededRandomness generator = new SeededRandomness(new SecureRandom().nextLong());

  @Override
  public synchronized long nextLong() {
    return generator.nextLong();
  }

  @Override
  public synchronized int nextInt(int bound) {
    return generator.nextInt(bound);
  }
}
