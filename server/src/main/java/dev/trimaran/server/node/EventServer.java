package dev.trimaran.server.node;

import dev.trimaran.events.node.EventNode;
import dev.trimaran.events.node.EventNodeConfig;
import dev.trimaran.events.node.access.Access;
import dev.trimaran.events.node.api.ApiConfig;
import dev.trimaran.events.node.api.EventServices;
import dev.trimaran.events.node.cluster.AskedMembers;
import dev.trimaran.events.node.cluster.NodeAddress;
import dev.trimaran.events.node.group.GroupPorts;
import dev.trimaran.events.node.group.PersistentGroups;
import dev.trimaran.events.node.model.EventWriter;
import dev.trimaran.events.node.write.Revival;
import dev.trimaran.events.node.write.Truncation;
import dev.trimaran.server.config.HostPort;
import dev.trimaran.server.config.ServerConfig;
import dev.trimaran.server.http.HttpReply;
import dev.trimaran.server.http.HttpRoute;
import dev.trimaran.server.http.HttpRoutes;
import dev.trimaran.server.metrics.EventMetrics;
import dev.trimaran.server.metrics.Exposition;
import io.grpc.BindableService;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The event store of a server: its node, and one port for gRPC and HTTP/1.1, as KurrentDB has it.
 */
public final class EventServer implements AutoCloseable {

  /** Calls at once on one connection: each open subscription is one. */
  private static final int MAX_CALLS = 10_000;

  /** What surrounds the events of the largest append in a message. */
  private static final int MESSAGE_MARGIN = 1 << 20;

  private static final long RETRY_MS = 100;

  private final EventNode node;
  private final EventProbes probes;
  private final AskedMembers members;
  private final PersistentGroups groups;
  private final Ports ports;
  private final ServerConfig.Events config;

  private EventServer(RaftHost host, ServerConfig config, List<Consumer<PrometheusRegistry>> others)
      throws IOException {
    this.config = config.events();
    this.node =
        EventNode.start(
            host.groups(),
            host.world(),
            EventNodeConfig.of(host.nodeConfig(), config.events().limits()));
    this.probes = new EventProbes(node);
    HostPort advertised = config.events().advertise();
    this.members =
        new AskedMembers(
            node.raft(),
            new NodeAddress(advertised.host(), advertised.port()),
            List.copyOf(host.topology().voters()));
    EventServices services =
        new EventServices(
            node.reader(),
            node.links(),
            writer(host),
            node.raft()::readIndex,
            members,
            host.world().clock(),
            host.world().randomness(),
            config.events().limits(),
            ApiConfig.DEFAULT);
    this.groups = PersistentGroups.start(ports(host));
    var outside =
        new Access.Outside(
            node.reader(), node.writer(), host.world().clock(), host.world().randomness());
    Access access =
        config.events().authentication() ? Access.guarded(outside) : Access.open(outside);
    try {
      boolean alone = !config.roles().contains(ServerConfig.Role.KV);
      this.ports =
          Ports.open(
              new Ports.Door(
                  "--events-listen",
                  List.of(config.events().listen()),
                  alone ? config.client().metricsListen() : Optional.empty(),
                  config.events().tls(),
                  config.events().authentication(),
                  config.events().limits().appendBytes() + MESSAGE_MARGIN,
                  MAX_CALLS),
              access.guard(services.definitions(others(services, access))),
              routes(others));
    } catch (IOException e) {
      groups.close();
      members.close();
      node.close();
      throw e;
    }
  }

  private EventWriter writer(RaftHost host) {
    var truncation = new Truncation(node.reader(), host.world().randomness());
    return new Revival(node.writer(), node.reader(), truncation);
  }

  private GroupPorts ports(RaftHost host) {
    return new GroupPorts(
        node.reader(),
        node.links(),
        node.writer(),
        node.raft()::readIndex,
        members,
        host.world().clock(),
        host.world().randomness(),
        node.raft()::shutdown);
  }

  private List<BindableService> others(EventServices services, Access access) {
    List<BindableService> others = new ArrayList<>(access.services(node.raft(), members, null));
    others.add(services.persistentSubscriptions(groups));
    return others;
  }

  /**
   * Starts the store; it serves when this returns, though it may have no leader yet.
   *
   * @param others put metrics of what runs in the same process beside its own
   * @throws IOException when its files or ports cannot be had; the message says what to do
   */
  public static EventServer start(
      RaftHost host, ServerConfig config, List<Consumer<PrometheusRegistry>> others)
      throws IOException {
    return new EventServer(host, config, others);
  }

  private HttpRoutes routes(List<Consumer<PrometheusRegistry>> others) {
    EventPages pages = new EventPages(node, members, config);
    Exposition exposition =
        new Exposition(registry -> {
          metrics().register(registry);
          others.forEach(other -> other.accept(registry));
        });
    Map<String, HttpRoute> routes = new HashMap<>();
    routes.put("/health/live", probes::live);
    routes.put("/health/ready", probes::ready);
    routes.put("/livez", probes::live);
    routes.put("/readyz", probes::ready);
    routes.put("/gossip", _ -> now(pages.gossip()));
    routes.put("/info", _ -> now(pages.info()));
    routes.put("/stats", _ -> now(pages.stats()));
    routes.put("/metrics", _ -> now(exposition.scrape()));
    return new HttpRoutes(routes);
  }

  private static CompletableFuture<HttpReply> now(HttpReply reply) {
    return CompletableFuture.completedFuture(reply);
  }

  /** The numbers to expose. */
  public EventMetrics metrics() {
    return new EventMetrics(node);
  }

  /** Where clients connect to. */
  public HostPort address() {
    return new HostPort(config.listen().host(), ports.clientPorts().getFirst());
  }

  /** Completes when there is a leader and this node has all that was committed before. */
  public CompletableFuture<Void> ready() {
    return node.raft()
        .readIndex()
        .<CompletableFuture<Void>>handle((_, failure) ->
            failure == null || node.raft().stopped().isDone()
                ? CompletableFuture.completedFuture(null)
                : CompletableFuture.runAsync(
                        () -> {},
                        CompletableFuture.delayedExecutor(RETRY_MS, TimeUnit.MILLISECONDS))
                    .thenCompose(_ -> ready()))
        .thenCompose(next -> next);
  }

  /** Completes when the node has stopped; exceptionally when a fault stopped it. */
  public CompletableFuture<Void> stopped() {
    return node.raft().stopped();
  }

  /** Stops gracefully: not ready, leadership handed over, calls ended, files closed. */
  @Override
  public void close() {
    probes.drain();
    ports.drain();
    groups.close();
    members.close();
    node.close();
    ports.close();
  }
}
