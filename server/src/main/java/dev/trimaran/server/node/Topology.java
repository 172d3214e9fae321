package dev.trimaran.server.node;

import dev.trimaran.base.NodeId;
import dev.trimaran.raft.client.etcd.Member;
import dev.trimaran.raft.kv.cluster.Identities;
import dev.trimaran.server.config.MemberSpec;
import dev.trimaran.server.config.ServerConfig;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The cluster as this node's configuration describes it.
 *
 * @param clusterId equal on all nodes of equal configuration
 * @param self this node
 * @param specs all members, this one included
 */
record Topology(long clusterId, NodeId self, Map<NodeId, MemberSpec> specs) {

  static Topology of(ServerConfig config) {
    Map<NodeId, MemberSpec> specs = new LinkedHashMap<>();
    NodeId self = null;
    for (MemberSpec spec : config.cluster().members()) {
      NodeId id = Identities.member(spec.peerUrls(), config.cluster().token());
      specs.put(id, spec);
      if (spec.name().equals(config.member().name())) {
        self = id;
      }
    }
    if (self == null) {
      throw new IllegalArgumentException("the configuration does not name this node");
    }
    return new Topology(Identities.cluster(specs.keySet()), self, specs);
  }

  /** What the configuration says of this node. */
  MemberSpec own() {
    return Objects.requireNonNull(specs.get(self));
  }

  Set<NodeId> voters() {
    return specs.keySet();
  }

  /** Where the others listen; names are resolved here. */
  Map<NodeId, InetSocketAddress> peers() {
    Map<NodeId, InetSocketAddress> peers = new LinkedHashMap<>();
    specs.forEach((id, spec) -> {
      if (!id.equals(self)) {
        peers.put(id, spec.peers().getFirst().resolve());
      }
    });
    return peers;
  }

  /** Ids and peer URLs of all members, before any has published its name. */
  List<Member> members() {
    return specs.entrySet().stream()
        .map(entry ->
            Member.newBuilder()
                .setID(entry.getKey().value())
                .addAllPeerURLs(entry.getValue().peerUrls())
                .build())
        .toList();
  }
}
