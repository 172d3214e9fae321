package dev.trimaran.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.base.NodeId;
import dev.trimaran.base.port.Loops;
import dev.trimaran.simulation.conformance.LoopsConformance;
import java.time.Duration;
import java.util.function.BooleanSupplier;

class SimulatedLoopsConformanceTest extends LoopsConformance {

  private final Simulation simulation = new Simulation(1);
  private final Loops loops = simulation.world(new NodeId(1)).loops();

  @Override
  protected Loops loops() {
    return loops;
  }

  @Override
  protected void await(BooleanSupplier condition) {
    assertThat(simulation.runUntil(condition, Duration.ofSeconds(10))).isTrue();
  }
}
