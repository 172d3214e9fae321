package dev.trimaran.server.node;

import dev.trimaran.io.RealWorld;
import dev.trimaran.io.RealWorldConfig;
import dev.trimaran.raft.client.etcd.Member;
import dev.trimaran.raft.core.model.RaftLimits;
import dev.trimaran.raft.kv.api.ApiLimits;
import dev.trimaran.raft.kv.api.KvApi;
import dev.trimaran.raft.kv.api.KvApiConfig;
import dev.trimaran.raft.kv.machine.KvLimits;
import dev.trimaran.raft.kv.machine.KvMachine;
import dev.trimaran.raft.node.RaftNode;
import dev.trimaran.raft.node.RaftNodeConfig;
import dev.trimaran.raft.node.model.NodeLimits;
import dev.trimaran.raft.node.model.SnapshotPolicy;
import dev.trimaran.server.config.ServerConfig;
import dev.trimaran.server.http.HttpReply;
import dev.trimaran.server.http.HttpRoutes;
import dev.trimaran.server.metrics.Exposition;
import dev.trimaran.server.metrics.ServerMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One running server. */
public final class ServerNode implements AutoCloseable {

  /** The etcd whose behaviour is served. */
  public static final String ETCD_VERSION = "3.4.23";

  private static final String VERSIONS =
      "{\"etcdserver\":\"" + ETCD_VERSION + "\",\"etcdcluster\":\"3.4.0\"}";

  private final RealWorld world;
  private final RaftNode node;
  private final KvApi api;
  private final Health health;
  private final Ports ports;
  private final Topology topology;
  private final ServerConfig config;

  private ServerNode(
      ServerConfig config, Topology topology, RealWorld world, @Nullable CacheServer cache)
      throws IOException {
    this.config = config;
    this.topology = topology;
    this.world = world;
    KvMachine machine =
        new KvMachine(
            new KvLimits(
                config.store().quotaBytes(),
                KvLimits.DEFAULT.maxLeases(),
                KvLimits.DEFAULT.cutPerBatch()));
    this.node = RaftNode.start(world.world(), nodeConfig(config, topology), machine);
    this.api =
        new KvApi(
            node,
            machine,
            world.world().clock(),
            world.world().randomness(),
            new KvApiConfig(
                topology.clusterId(),
                topology.self(),
                topology.members(),
                ETCD_VERSION,
                apiLimits(config)));
    this.health = new Health(node, machine.reader());
    ServerMetrics metrics =
        new ServerMetrics(new ServerMetrics.Sources(node, machine.reader(), api), ETCD_VERSION);
    Exposition exposition =
        new Exposition(registry -> {
          metrics.register(registry);
          if (cache != null) {
            cache.metrics().register(registry);
          }
        });
    HttpRoutes routes =
        new HttpRoutes(
            Map.of(
                "/health", _ -> health.health(),
                "/livez", _ -> health.alive(),
                "/readyz", health::ready,
                "/version", _ -> CompletableFuture.completedFuture(HttpReply.json(200, VERSIONS)),
                "/metrics", _ -> CompletableFuture.completedFuture(exposition.scrape())));
    try {
      this.ports = Ports.open(config, api.services(), routes, apiLimits(config).maxMessageBytes());
    } catch (IOException e) {
      api.close();
      node.close();
      throw e;
    }
  }

  /**
   * Starts a server; it serves when this returns, though it may have no leader yet.
   *
   * @param cache that runs in the same process, whose metrics are shown with the others
   * @throws IOException when its files or ports cannot be had; the message says what to do
   */
  public static ServerNode start(ServerConfig config, @Nullable CacheServer cache)
      throws IOException {
    Topology topology = Topology.of(config);
    Path directory = config.member().dataDir();
    if (config.cluster().mustExist() && isEmpty(directory)) {
      throw new IOException(
          "the data directory "
              + directory
              + " is empty, and the cluster is said to exist already; joining one is not supported"
              + " yet: start with the old directory, or say that the cluster is new");
    }
    RealWorld world =
        RealWorld.open(
            new RealWorldConfig(
                topology.self(),
                topology.clusterId(),
                directory,
                config.member().peerListen().resolve(),
                topology.peers()));
    try {
      return new ServerNode(config, topology, world, cache);
    } catch (IOException | RuntimeException e) {
      world.close();
      throw e;
    }
  }

  private static boolean isEmpty(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return true;
    }
    try (var files = Files.list(directory)) {
      return files.findAny().isEmpty();
    }
  }

  private static RaftNodeConfig nodeConfig(ServerConfig config, Topology topology) {
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
                apiLimits(config).requestTimeout(),
                node.closeTimeout()));
  }

  private static ApiLimits apiLimits(ServerConfig config) {
    return new ApiLimits(
        config.client().maxRequestBytes(),
        config.client().maxTxnOps(),
        config.store().quotaBytes(),
        config.raft().election(),
        ApiLimits.DEFAULT.progressInterval());
  }

  /** Makes this node's name and addresses known to the cluster; needs a leader. */
  public CompletableFuture<Void> publish() {
    return api.membership()
        .publish(
            node,
            Member.newBuilder()
                .setID(topology.self().value())
                .setName(config.member().name())
                .addAllPeerURLs(topology.own().peerUrls())
                .addAllClientURLs(config.client().advertisedUrls())
                .build());
  }

  /** Starts a server of the key-value store alone. */
  public static ServerNode start(ServerConfig config) throws IOException {
    return start(config, null);
  }

  /** Its id in the cluster, as headers and the member list show it. */
  public String memberId() {
    return topology.self().toString();
  }

  public String clusterId() {
    return Long.toHexString(topology.clusterId());
  }

  /** Ports that clients can connect to. */
  public List<Integer> clientPorts() {
    return ports.clientPorts();
  }

  /** Completes when the node has stopped; exceptionally when a fault stopped it. */
  public CompletableFuture<Void> stopped() {
    return node.stopped();
  }

  /** Stops gracefully: not ready, leadership handed over, calls ended, files closed. */
  @Override
  public void close() {
    health.drain();
    ports.drain();
    node.close();
    ports.close();
    api.close();
    world.close();
  }
}
