package dev.trimaran.io;

import dev.trimaran.base.port.Randomness;
import dev.trimaran.simulation.conformance.RandomnessConformance;

class SystemRandomnessConformanceTest extends RandomnessConformance {

  private final Randomness randomness = new SystemRandomness();

  @Override
  protected Randomness randomness() {
    return randomness;
  }
}
