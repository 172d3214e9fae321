package dev.trimaran.io.net;

import dev.trimaran.base.NodeId;
import dev.trimaran.base.port.Network;
import dev.trimaran.base.random.SeededRandomness;
import dev.trimaran.io.Waiting;
import dev.trimaran.simulation.conformance.NetworkConformance;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class TcpNetworkConformanceTest extends NetworkConformance {

  private final Map<NodeId, TcpNetwork> networks = new TreeMap<>();

  @BeforeEach
  void bind() throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    for (NodeId id : List.of(A, B, C)) {
      networks.put(id, TcpNetwork.bind(id, 7, any, NetworkLimits.DEFAULT, new SeededRandomness(1)));
    }
    networks.forEach((id, network) ->
        networks.forEach((other, at) -> {
          if (!other.equals(id)) {
            network.peer(other, at.address());
          }
        }));
  }

  @AfterEach
  void close() {
    networks.values().forEach(TcpNetwork::close);
  }

  @Override
  protected Network network(NodeId node) {
    return Objects.requireNonNull(networks.get(node));
  }

  @Override
  protected void end(NodeId node) {
    Objects.requireNonNull(networks.get(node)).close();
  }

  @Override
  protected void await(BooleanSupplier condition) {
    Waiting.until(condition);
  }
}
