package dev.trimaran.server.node;

import dev.trimaran.base.port.World;
import dev.trimaran.io.RealWorld;
import dev.trimaran.io.RealWorldConfig;
import dev.trimaran.raft.node.RaftGroups;
import dev.trimaran.server.config.ServerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What all Raft groups of a node stand on: its files, its connections to the others, its place in
 * the cluster. The key-value store is group 1, the event store group 2.
 */
public final class RaftGround implements AutoCloseable {

  private final RealWorld real;
  private final RaftGroups groups;
  private final Topology topology;

  private RaftGround(RealWorld real, Topology topology) {
    this.real = real;
    this.groups = RaftGroups.open(real.world());
    this.topology = topology;
  }

  /**
   * Opens the data directory and the port for peers.
   *
   * @throws IOException when one of them cannot be had; the message says what to do
   */
  public static RaftGround open(ServerConfig config) throws IOException {
    Topology topology = Topology.of(config);
    Path directory = config.member().dataDir();
    if (config.cluster().mustExist() && isEmpty(directory)) {
      throw new IOException(
          "the data directory "
              + directory
              + " is empty, and the cluster is said to exist already; joining one is not supported"
              + " yet: start with the old directory, or say that the cluster is new");
    }
    RealWorld real =
        RealWorld.open(
            new RealWorldConfig(
                topology.self(),
                topology.clusterId(),
                directory,
                config.member().peerListen().resolve(),
                topology.peers()));
    return new RaftGround(real, topology);
  }

  private static boolean isEmpty(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return true;
    }
    try (var files = Files.list(directory)) {
      return files.findAny().isEmpty();
    }
  }

  World world() {
    return real.world();
  }

  RaftGroups groups() {
    return groups;
  }

  Topology topology() {
    return topology;
  }

  /** Stops what still runs on it. */
  @Override
  public void close() {
    groups.close();
    real.close();
  }
}
