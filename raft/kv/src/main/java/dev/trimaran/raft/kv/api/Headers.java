package dev.trimaran.raft.kv.api;

import dev.trimaran.base.NodeId;
import dev.trimaran.raft.client.etcd.ResponseHeader;
import dev.trimaran.raft.node.RaftNode;

/** Makes the header of a reply: who answers, and as of which revision and term. */
final class Headers {

  private final long clusterId;
  private final NodeId self;
  private final RaftNode node;

  Headers(long clusterId, NodeId self, RaftNode node) {
    this.clusterId = clusterId;
    this.self = self;
    this.node = node;
  }

  ResponseHeader at(long revision) {
    return ResponseHeader.newBuilder()
        .setClusterId(clusterId)
        .setMemberId(self.value())
        .setRevision(revision)
        .setRaftTerm(node.view().term())
        .build();
  }

  NodeId self() {
    return self;
  }
}
