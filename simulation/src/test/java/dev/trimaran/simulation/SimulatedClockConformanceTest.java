package dev.trimaran.simulation;

import dev.trimaran.base.NodeId;
import dev.trimaran.base.port.Clock;
import dev.trimaran.simulation.conformance.ClockConformance;
import java.time.Duration;

class SimulatedClockConformanceTest extends ClockConformance {

  private final Simulation simulation = new Simulation(1);
  private final Clock clock = simulation.world(new NodeId(1)).clock();

  @Override
  protected Clock clock() {
    return clock;
  }

  @Override
  protected void pass(Duration duration) {
    simulation.run(duration);
  }
}
