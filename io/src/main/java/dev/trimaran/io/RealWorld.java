package dev.trimaran.io;

import dev.trimaran.base.NodeId;
import dev.trimaran.base.port.World;
import dev.trimaran.io.disk.FileDisk;
import dev.trimaran.io.loop.ThreadLoops;
import dev.trimaran.io.net.TcpNetwork;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * The world of one node in production: system clock, files, TCP, threads.
 *
 * <pre>{@code
 * try (var real = RealWorld.open(config)) {
 *   var node = start(real.world());
 * }
 * }</pre>
 */
public final class RealWorld implements Closeable {

  private final FileDisk disk;
  private final TcpNetwork network;
  private final World world;

  private RealWorld(FileDisk disk, TcpNetwork network, World world) {
    this.disk = disk;
    this.network = network;
    this.world = world;
  }

  /**
   * Locks the data directory and binds the listening address.
   *
   * @throws IOException when the directory is in use by another process or cannot be made, or the
   *     address cannot be bound
   */
  public static RealWorld open(RealWorldConfig config) throws IOException {
    FileDisk disk = FileDisk.open(config.directory(), config.self().toString());
    try {
      SystemRandomness randomness = new SystemRandomness();
      TcpNetwork network =
          TcpNetwork.bind(
              config.self(), config.clusterId(), config.listen(), config.limits(), randomness);
      config.peers().forEach(network::peer);
      ThreadLoops loops = new ThreadLoops(config.self().toString());
      World world = new World(new SystemClock(), randomness, disk, network, loops);
      return new RealWorld(disk, network, world);
    } catch (IOException | RuntimeException e) {
      disk.close();
      throw e;
    }
  }

  /** The ports. */
  public World world() {
    return world;
  }

  /** Where peers can connect to. */
  public InetSocketAddress address() {
    return network.address();
  }

  /** Adds a peer, or gives it another address. */
  public void peer(NodeId id, InetSocketAddress address) {
    network.peer(id, address);
  }

  /** Forgets a peer that has left the cluster and closes its connection. */
  public void forget(NodeId id) {
    network.forget(id);
  }

  /**
   * Closes the network, then the disk once what was submitted is done. The loops belong to who
   * started them, and are stopped before.
   */
  @Override
  public void close() {
    network.close();
    disk.close();
  }
}
