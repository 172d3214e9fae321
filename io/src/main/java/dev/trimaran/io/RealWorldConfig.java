package dev.trimaran.io;

import dev.trimaran.base.NodeId;
import dev.trimaran.io.net.NetworkLimits;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a node's world is made of.
 *
 * @param self the node
 * @param clusterId the cluster; nodes of another one are refused
 * @param directory where its files live; made when absent, with mode 0700
 * @param listen where peers connect to; port 0 takes a free one, see {@link RealWorld#address}
 * @param peers where the other nodes listen; more can be added later
 * @param limits of the network
 */
public record RealWorldConfig(
    NodeId self,
    long clusterId,
    Path directory,
    InetSocketAddress listen,
    Map<NodeId, InetSocketAddress> peers,
    NetworkLimits limits) {

  public RealWorldConfig {
    peers = Map.copyOf(peers);
  }

  /** With default limits. */
  public RealWorldConfig(
      NodeId self,
      long clusterId,
      Path directory,
      InetSocketAddress listen,
      Map<NodeId, InetSocketAddress> peers) {
    this(self, clusterId, directory, listen, peers, NetworkLimits.DEFAULT);
  }
}
