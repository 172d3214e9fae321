package dev.trimaran.server.node;

import dev.trimaran.raft.client.etcd.Member;
import dev.trimaran.raft.kv.api.ApiLimits;
import dev.trimaran.raft.kv.api.KvApi;
import dev.trimaran.raft.kv.api.KvApiConfig;
import dev.trimaran.raft.kv.machine.KvLimits;
import dev.trimaran.raft.kv.machine.KvMachine;
import dev.trimaran.raft.node.RaftNode;
import dev.trimaran.server.config.ServerConfig;
import dev.trimaran.server.http.HttpReply;
import dev.trimaran.server.http.HttpRoutes;
import dev.trimaran.server.metrics.Exposition;
import dev.trimaran.server.metrics.ServerMetrics;
import java.io.IOException;
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

  private final RaftGround ground;
  private final boolean ownsGround;
  private final RaftNode node;
  private final KvApi api;
  private final Health health;
  private final Ports ports;
  private final Topology topology;
  private final ServerConfig config;

  private ServerNode(
      ServerConfig config, RaftGround ground, boolean ownsGround, @Nullable CacheServer cache)
      throws IOException {
    this.config = config;
    this.topology = ground.topology();
    this.ground = ground;
    this.ownsGround = ownsGround;
    KvMachine machine =
        new KvMachine(
            new KvLimits(
                config.store().quotaBytes(),
                KvLimits.DEFAULT.maxLeases(),
                KvLimits.DEFAULT.cutPerBatch()));
    this.node =
        ground
            .groups()
            .start(RaftSettings.of(config, topology, apiLimits(config).requestTimeout()), machine);
    this.api =
        new KvApi(
            node,
            machine,
            ground.world().clock(),
            ground.world().randomness(),
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
      this.ports =
          Ports.open(
              new Ports.Plan(
                  "clients",
                  "--listen-client",
                  config.client().listen(),
                  config.client().metricsListen(),
                  apiLimits(config).maxMessageBytes(),
                  config.client().maxConcurrentStreams()),
              api.services(),
              routes);
    } catch (IOException e) {
      api.close();
      node.close();
      throw e;
    }
  }

  /**
   * Starts the key-value store of a server; it serves when this returns, though it may have no
   * leader yet.
   *
   * @param ground that other groups may stand on too; it outlives this
   * @param cache that runs in the same process, whose metrics are shown with the others
   * @throws IOException when its files or ports cannot be had; the message says what to do
   */
  public static ServerNode start(
      ServerConfig config, RaftGround ground, @Nullable CacheServer cache) throws IOException {
    return new ServerNode(config, ground, false, cache);
  }

  /** Starts a server of the key-value store alone. */
  public static ServerNode start(ServerConfig config) throws IOException {
    RaftGround ground = RaftGround.open(config);
    try {
      return new ServerNode(config, ground, true, null);
    } catch (IOException | RuntimeException e) {
      ground.close();
      throw e;
    }
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
    if (ownsGround) {
      ground.close();
    }
  }
}
