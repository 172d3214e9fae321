package dev.trimaran.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.base.NodeId;
import dev.trimaran.base.port.Disk;
import dev.trimaran.simulation.conformance.DiskConformance;
import java.time.Duration;
import java.util.function.BooleanSupplier;

class SimulatedDiskConformanceTest extends DiskConformance {

  private final Simulation simulation = new Simulation(1);
  private final Disk disk = simulation.world(new NodeId(1)).disk();

  @Override
  protected Disk disk() {
    return disk;
  }

  @Override
  protected void await(BooleanSupplier condition) {
    assertThat(simulation.runUntil(condition, Duration.ofSeconds(10))).isTrue();
  }
}
