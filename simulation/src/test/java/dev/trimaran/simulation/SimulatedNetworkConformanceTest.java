package dev.trimaran.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.base.NodeId;
import dev.trimaran.base.port.Network;
import dev.trimaran.simulation.conformance.NetworkConformance;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

class SimulatedNetworkConformanceTest extends NetworkConformance {

  private final Simulation simulation = new Simulation(1);
  private final Map<NodeId, Network> networks = new TreeMap<>();

  SimulatedNetworkConformanceTest() {
    for (NodeId id : List.of(A, B, C)) {
      networks.put(id, simulation.world(id).network());
    }
  }

  @Override
  protected Network network(NodeId node) {
    return Objects.requireNonNull(networks.get(node));
  }

  @Override
  protected void end(NodeId node) {
    simulation.crash(node);
  }

  @Override
  protected void await(BooleanSupplier condition) {
    assertThat(simulation.runUntil(condition, Duration.ofSeconds(10))).isTrue();
  }
}
