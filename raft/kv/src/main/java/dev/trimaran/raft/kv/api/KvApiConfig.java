package dev.trimaran.raft.kv.api;

import dev.trimaran.base.NodeId;
import dev.trimaran.raft.client.etcd.Member;
import java.util.List;

/**
 * Who a node is to its clients.
 *
 * @param clusterId for the headers
 * @param self for the headers
 * @param members of the initial cluster: ids and peer URLs
 * @param version of etcd whose behaviour is served
 * @param limits of the API
 */
public record KvApiConfig(
    long clusterId, NodeId self, List<Member> members, String version, ApiLimits limits) {

  public KvApiConfig {
    members = List.copyOf(members);
  }
}
