package dev.trimaran.server.node;

import dev.trimaran.events.node.EventNode;
import dev.trimaran.events.node.EventNodeConfig;
import dev.trimaran.events.node.api.ApiConfig;
import dev.trimaran.events.node.api.EventServices;
import dev.trimaran.events.node.cluster.AskedMembers;
import dev.trimaran.events.node.cluster.NodeAddress;
import dev.trimaran.server.config.HostPort;
import dev.trimaran.server.config.ServerConfig;
import dev.trimaran.server.http.HttpRoutes;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The event store of a server: its Raft group, and one port for gRPC, health and figures. */
public final class EventServer implements AutoCloseable {

  /** More than the largest event, for what surrounds it. */
  private static final int MESSAGE_BYTES = 17 << 20;

  private final EventNode node;
  private final AskedMembers members;
  private final Ports ports;

  private EventServer(EventNode node, AskedMembers members, Ports ports) {
    this.node = node;
    this.members = members;
    this.ports = ports;
  }

  /**
   * Starts the event store; it serves when this returns, though it may have no leader yet.
   *
   * @param ground that other groups may stand on too; it outlives this
   * @throws IOException when its files or ports cannot be had; the message says what to do
   */
  public static EventServer start(ServerConfig config, RaftGround ground) throws IOException {
    ApiConfig api = ApiConfig.DEFAULT;
    EventNodeConfig settings =
        EventNodeConfig.of(RaftSettings.of(config, ground.topology(), api.writeTimeout()));
    EventNode node = EventNode.start(ground.groups(), ground.world(), settings);
    HostPort advertise = config.events().advertise();
    var members =
        new AskedMembers(
            node.raft(),
            new NodeAddress(advertise.host(), advertise.port()),
            List.copyOf(ground.topology().voters()));
    var services =
        new EventServices(
            node.reader(),
            node.writer(),
            node.raft()::readIndex,
            members,
            ground.world().clock(),
            ground.world().randomness(),
            settings.limits(),
            api);
    var plan =
        new Ports.Plan(
            "clients of the event store",
            "--events-listen",
            List.of(config.events().listen()),
            Optional.empty(),
            MESSAGE_BYTES,
            Integer.MAX_VALUE);
    try {
      HttpRoutes routes = new EventRoutes(node, members).routes();
      return new EventServer(
          node, members, Ports.open(plan, services.definitions(List.of()), routes));
    } catch (IOException e) {
      members.close();
      node.close();
      throw e;
    }
  }

  /** Port that clients can connect to. */
  public int port() {
    return ports.clientPorts().getFirst();
  }

  /** Completes when the node has stopped; exceptionally when a fault stopped it. */
  public CompletableFuture<Void> stopped() {
    return node.raft().stopped();
  }

  /** Stops gracefully: no new calls, leadership handed over, files closed. */
  @Override
  public void close() {
    ports.drain();
    members.close();
    node.close();
    ports.close();
  }
}
