package dev.trimaran.server.node;

import dev.trimaran.raft.client.etcd.Member;
import dev.trimaran.raft.kv.api.ApiLimits;
import dev.trimaran.raft.kv.api.KvApi;
import dev.trimaran.raft.kv.api.KvApiConfig;
import dev.trimaran.raft.kv.machine.KvLimits;
import dev.trimaran.raft.kv.machine.KvMachine;
import dev.trimaran.raft.node.RaftNode;
import dev.trimaran.raft.node.RaftNodeConfig;
import dev.trimaran.raft.node.model.NodeLimits;
import dev.trimaran.server.config.ServerConfig;
import dev.trimaran.server.http.HttpReply;
import dev.trimaran.server.http.HttpRoutes;
import dev.trimaran.server.metrics.Exposition;
import dev.trimaran.server.metrics.ServerMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The key-value store of a server, and its ports. */
public final class ServerNode implements AutoCloseable {

  /** The etcd whose behaviour is served. */
  public static final String ETCD_VERSION = "3.4.23";

  private static final String VERSIONS =
      "{\"etcdserver\":\"" + ETCD_VERSION + "\",\"etcdcluster\":\"3.4.0\"}";

  private final RaftNode node;
  private final KvApi api;
  private final Health health;
  private final Ports ports;
  private final Topology topology;
  private final ServerConfig config;

  private ServerNode(ServerConfig config, RaftHost host, List<Consumer<PrometheusRegistry>> others)
      throws IOException {
    this.config = config;
    this.topology = host.topology();
    KvMachine machine =
        new KvMachine(
            new KvLimits(
                config.store().quotaBytes(),
                KvLimits.DEFAULT.maxLeases(),
                KvLimits.DEFAULT.cutPerBatch()));
    this.node = host.groups().start(nodeConfig(config, host), machine);
    this.api =
        new KvApi(
            node,
            machine,
            host.world().clock(),
            host.world().randomness(),
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
          others.forEach(other -> other.accept(registry));
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
      this.ports = Ports.open(door(config), api.services(), routes);
    } catch (IOException e) {
      api.close();
      node.close();
      throw e;
    }
  }

  private static Ports.Door door(ServerConfig config) {
    return new Ports.Door(
        "--listen-client",
        config.client().listen(),
        config.client().metricsListen(),
        Optional.empty(),
        false,
        apiLimits(config).maxMessageBytes(),
        config.client().maxConcurrentStreams());
  }

  /**
   * Starts the store; it serves when this returns, though it may have no leader yet.
   *
   * @param others put metrics of what runs in the same process beside its own
   * @throws IOException when its files or ports cannot be had; the message says what to do
   */
  public static ServerNode start(
      RaftHost host, ServerConfig config, List<Consumer<PrometheusRegistry>> others)
      throws IOException {
    return new ServerNode(config, host, others);
  }

  private static RaftNodeConfig nodeConfig(ServerConfig config, RaftHost host) {
    NodeLimits node = NodeLimits.DEFAULT;
    return host.nodeConfig()
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
  }
}
