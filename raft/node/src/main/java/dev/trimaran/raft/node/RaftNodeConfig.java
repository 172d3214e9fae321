package dev.trimaran.raft.node;

import dev.trimaran.base.Checks;
import dev.trimaran.base.NodeId;
import dev.trimaran.raft.core.model.RaftLimits;
import dev.trimaran.raft.core.model.Retention;
import dev.trimaran.raft.node.model.NodeLimits;
import dev.trimaran.raft.node.model.SnapshotPolicy;
import dev.trimaran.raft.node.model.StorageIdentity;
import dev.trimaran.raft.node.wal.WalConfig;
import java.time.Duration;
import java.util.Set;

/**
 * How a node is set up.
 *
 * @param self this node
 * @param clusterId the cluster; files and peers of another one are refused
 * @param group the Raft group within the cluster
 * @param voters who decides when the group is new; afterwards the log says
 * @param tick unit of time of the protocol
 * @param raft numbers of the protocol, in ticks and bytes
 * @param wal sizes of the log on disk
 * @param snapshots when snapshots are taken
 * @param limits what the node takes on
 * @param retention what becomes of the log behind a snapshot; the same for ever and on every node
 * @param rejoin the operator says that this voter lost its directory: with a new one it has no say
 *     until it holds again what it may have promised; without meaning once it has
 */
public record RaftNodeConfig(
    NodeId self,
    long clusterId,
    long group,
    Set<NodeId> voters,
    Duration tick,
    RaftLimits raft,
    WalConfig wal,
    SnapshotPolicy snapshots,
    NodeLimits limits,
    Retention retention,
    boolean rejoin) {

  public RaftNodeConfig {
    voters = Set.copyOf(voters);
    Checks.argument(!voters.isEmpty(), "a group has at least one voter");
    Checks.argument(tick.isPositive(), "tick is positive");
    Checks.argument(
        limits.maxCommandBytes() + Commands.HEADER_BYTES <= wal.maxEntryBytes(),
        "a command of maxCommandBytes fits a segment of the log: raise segmentBytes");
  }

  /** Group 1 with defaults: ticks of 20 ms, so elections after 1 to 2 s. */
  public static RaftNodeConfig of(NodeId self, long clusterId, Set<NodeId> voters) {
    return new RaftNodeConfig(
        self,
        clusterId,
        1,
        voters,
        Duration.ofMillis(20),
        RaftLimits.DEFAULT,
        WalConfig.DEFAULT,
        SnapshotPolicy.DEFAULT,
        NodeLimits.DEFAULT,
        Retention.COMPACT,
        false);
  }

  /** Whose files they are. */
  StorageIdentity identity() {
    return new StorageIdentity(clusterId, group, self);
  }

  /** This configuration for another node. */
  public RaftNodeConfig withSelf(NodeId other) {
    return new RaftNodeConfig(
        other, clusterId, group, voters, tick, raft, wal, snapshots, limits, retention, rejoin);
  }

  /** This configuration for another group. */
  public RaftNodeConfig withGroup(long newGroup) {
    return new RaftNodeConfig(
        self, clusterId, newGroup, voters, tick, raft, wal, snapshots, limits, retention, rejoin);
  }

  /** This configuration with other times of the protocol. */
  public RaftNodeConfig withRaft(Duration newTick, RaftLimits newRaft) {
    return new RaftNodeConfig(
        self, clusterId, group, voters, newTick, newRaft, wal, snapshots, limits, retention,
        rejoin);
  }

  /** This configuration with another log. */
  public RaftNodeConfig withWal(WalConfig newWal) {
    return new RaftNodeConfig(
        self, clusterId, group, voters, tick, raft, newWal, snapshots, limits, retention, rejoin);
  }

  /** This configuration with another policy of snapshots. */
  public RaftNodeConfig withSnapshots(SnapshotPolicy policy) {
    return new RaftNodeConfig(
        self, clusterId, group, voters, tick, raft, wal, policy, limits, retention, rejoin);
  }

  /** This configuration with other limits. */
  public RaftNodeConfig withLimits(NodeLimits newLimits) {
    return new RaftNodeConfig(
        self, clusterId, group, voters, tick, raft, wal, snapshots, newLimits, retention, rejoin);
  }

  /** This configuration with another retention. */
  public RaftNodeConfig withRetention(Retention newRetention) {
    return new RaftNodeConfig(
        self, clusterId, group, voters, tick, raft, wal, snapshots, limits, newRetention, rejoin);
  }

  /** This configuration for a voter that lost its directory, see {@link #rejoin}. */
  public RaftNodeConfig withRejoin(boolean newRejoin) {
    return new RaftNodeConfig(
        self, clusterId, group, voters, tick, raft, wal, snapshots, limits, retention, newRejoin);
  }
}
