package dev.trimaran.simulation;

import dev.trimaran.base.NodeId;
import dev.trimaran.base.port.Randomness;
import dev.trimaran.simulation.conformance.RandomnessConformance;

class SimulatedRandomnessConformanceTest extends RandomnessConformance {

  private final Simulation simulation = new Simulation(1);
  private final Randomness randomness = simulation.world(new NodeId(1)).randomness();

  @Override
  protected Randomness randomness() {
    return randomness;
  }
}
