package dev.trimaran.server.node;

import dev.trimaran.cache.node.CacheNode;
import dev.trimaran.io.SystemClock;
import dev.trimaran.io.SystemRandomness;
import dev.trimaran.io.disk.FileDisk;
import dev.trimaran.server.config.HostPort;
import dev.trimaran.server.config.ServerConfig;
import dev.trimaran.server.http.HttpPort;
import dev.trimaran.server.http.HttpReply;
import dev.trimaran.server.http.HttpRoutes;
import dev.trimaran.server.metrics.CacheMetrics;
import dev.trimaran.server.metrics.Exposition;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.ResourceLeakDetector;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The cache of a server: its node, its files, and probes of its own where it is alone. */
public final class CacheServer implements AutoCloseable {

  private final FileDisk disk;
  private final CacheNode node;
  private @Nullable EventLoopGroup probeLoop;

  private CacheServer(FileDisk disk, CacheNode node) {
    this.disk = disk;
    this.node = node;
  }

  /**
   * Starts the cache; it serves when this returns.
   *
   * @throws IOException when its files or ports cannot be had; the message says what to do
   */
  public static CacheServer start(ServerConfig config) throws IOException {
    if (config.roles().equals(Set.of(ServerConfig.Role.CACHE))) {
      CacheHeap.follow();
      trustBuffers();
    }
    FileDisk disk = FileDisk.open(config.cache().directory(), "cache");
    try {
      CacheNode node =
          CacheNode.start(
              config.cache().config(),
              new CacheNode.Outside(new SystemClock(), new SystemRandomness(), disk));
      return new CacheServer(disk, node);
    } catch (IOException | RuntimeException e) {
      disk.close();
      throw e;
    }
  }

  /**
   * Netty keeps a stack trace of every 128th buffer, to find those that are not given back. A
   * request without a pipeline takes two, which makes that 2 % of its cost.
   */
  private static void trustBuffers() {
    if (System.getProperty("io.netty.leakDetection.level") == null) {
      ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
    }
  }

  /** Opens a port for probes and metrics, for a server that is nothing but a cache. */
  public void probes(HostPort address) throws IOException {
    EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    probeLoop = loop;
    Exposition metrics = new Exposition(metrics()::register);
    HttpRoutes routes =
        new HttpRoutes(
            Map.of(
                "/livez", _ -> CompletableFuture.completedFuture(alive()),
                "/readyz", _ -> CompletableFuture.completedFuture(alive()),
                "/metrics", _ -> CompletableFuture.completedFuture(metrics.scrape())));
    HttpPort.open(loop, NioServerSocketChannel.class, address.resolve(), routes);
  }

  private HttpReply alive() {
    boolean running = !node.stopped().isDone();
    return HttpReply.text(running ? 200 : 503, running ? "ok\n" : "the cache has stopped\n");
  }

  /** The numbers to expose. */
  public CacheMetrics metrics() {
    return new CacheMetrics(node::stats);
  }

  /** Where Redis clients connect to. */
  public List<InetSocketAddress> addresses() {
    return node.addresses();
  }

  /** Completes when the cache has stopped; exceptionally when a fault stopped it. */
  public CompletableFuture<Void> stopped() {
    return node.stopped();
  }

  @Override
  public void close() {
    node.close();
    EventLoopGroup loop = probeLoop;
    if (loop != null) {
      loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
    disk.close();
  }
}
