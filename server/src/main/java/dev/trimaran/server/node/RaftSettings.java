package dev.trimaran.server.node;

import dev.trimaran.raft.core.model.RaftLimits;
import dev.trimaran.raft.node.RaftNodeConfig;
import dev.trimaran.raft.node.model.NodeLimits;
import dev.trimaran.raft.node.model.SnapshotPolicy;
import dev.trimaran.server.config.ServerConfig;
import java.time.Duration;

/** What the configuration says of Raft, for every group of a node. */
final class RaftSettings {

  private RaftSettings() {}

  static RaftNodeConfig of(ServerConfig config, Topology topology, Duration requestTimeout) {
    int heartbeatTicks = RaftLimits.DEFAULT.heartbeatTicks();
    Duration tick = config.raft().heartbeat().dividedBy(heartbeatTicks);
    int electionTicks = (int) config.raft().election().dividedBy(tick);
    RaftLimits defaults = RaftLimits.DEFAULT;
    RaftLimits limits =
        new RaftLimits(
            electionTicks,
            heartbeatTicks,
            defaults.maxBatchBytes(),
            defaults.maxBatchEntries(),
            defaults.maxInflightMessages(),
            defaults.maxInflightBytes(),
            defaults.maxUncommittedBytes(),
            defaults.snapshotChunkBytes());
    NodeLimits node = NodeLimits.DEFAULT;
    SnapshotPolicy snapshots = SnapshotPolicy.DEFAULT;
    return RaftNodeConfig.of(topology.self(), topology.clusterId(), topology.voters())
        .withRaft(tick, limits)
        .withSnapshots(
            new SnapshotPolicy(
                config.raft().snapshotCount(),
                snapshots.everyLogBytes(),
                snapshots.retainedEntries()))
        .withLimits(
            new NodeLimits(
                Math.max(node.maxCommandBytes(), config.client().maxRequestBytes() + 1024),
                node.maxInFlight(),
                node.maxReads(),
                node.inboxCapacity(),
                node.maxApplyLag(),
                node.maxAskBytes(),
                requestTimeout,
                node.closeTimeout()));
  }
}
