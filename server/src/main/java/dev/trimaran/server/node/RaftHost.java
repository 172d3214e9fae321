package dev.trimaran.server.node;

import dev.trimaran.base.port.World;
import dev.trimaran.io.RealWorld;
import dev.trimaran.io.RealWorldConfig;
import dev.trimaran.raft.core.model.RaftLimits;
import dev.trimaran.raft.node.RaftGroups;
import dev.trimaran.raft.node.RaftNodeConfig;
import dev.trimaran.raft.node.model.SnapshotPolicy;
import dev.trimaran.server.config.ServerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What the Raft groups of a server have in common: the data directory, the connections to the other
 * members, and the times of the protocol. The key-value store is group 1, the event store group 2.
 */
public final class RaftHost implements AutoCloseable {

  private final Topology topology;
  private final RealWorld world;
  private final RaftGroups groups;
  private final ServerConfig.Raft raft;
  private final boolean rejoin;

  private RaftHost(Topology topology, RealWorld world, ServerConfig config) {
    this.topology = topology;
    this.world = world;
    this.raft = config.raft();
    this.rejoin = config.cluster().start() == ServerConfig.Start.REJOIN;
    this.groups = RaftGroups.open(world.world(), raft.heartbeat());
  }

  /**
   * Opens the directory and the port for peers.
   *
   * @throws IOException when either cannot be had; the message says what to do
   */
  public static RaftHost open(ServerConfig config) throws IOException {
    Topology topology = Topology.of(config);
    Path directory = config.member().dataDir();
    if (config.cluster().start() == ServerConfig.Start.EXISTING && isEmpty(directory)) {
      throw new IOException(
          "the data directory "
              + directory
              + " is empty, and the cluster is said to exist already; joining one is not supported"
              + " yet: start with the old directory, say that the cluster is new, or rejoin where"
              + " this member has lost its directory");
    }
    RealWorld world =
        RealWorld.open(
            new RealWorldConfig(
                topology.self(),
                topology.clusterId(),
                directory,
                config.member().peerListen().resolve(),
                topology.peers()));
    return new RaftHost(topology, world, config);
  }

  private static boolean isEmpty(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return true;
    }
    try (var files = Files.list(directory)) {
      return files.findAny().isEmpty();
    }
  }

  Topology topology() {
    return topology;
  }

  World world() {
    return world.world();
  }

  RaftGroups groups() {
    return groups;
  }

  /** Of group 1, with what is configured for all groups. */
  RaftNodeConfig nodeConfig() {
    RaftLimits defaults = RaftLimits.DEFAULT;
    Duration tick = raft.heartbeat().dividedBy(defaults.heartbeatTicks());
    RaftLimits limits =
        new RaftLimits(
            (int) raft.election().dividedBy(tick),
            defaults.heartbeatTicks(),
            defaults.maxBatchBytes(),
            defaults.maxBatchEntries(),
            defaults.maxInflightMessages(),
            defaults.maxInflightBytes(),
            defaults.maxUncommittedBytes(),
            defaults.snapshotChunkBytes());
    SnapshotPolicy snapshots = SnapshotPolicy.DEFAULT;
    return RaftNodeConfig.of(topology.self(), topology.clusterId(), topology.voters())
        .withRaft(tick, limits)
        .withRejoin(rejoin)
        .withSnapshots(
            new SnapshotPolicy(
                raft.snapshotCount(), snapshots.everyLogBytes(), snapshots.retainedEntries()));
  }

  /** Closes what runs on it, then the files and connections. */
  @Override
  public void close() {
    groups.close();
    world.close();
  }
}
