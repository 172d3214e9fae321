package dev.trimaran.events.node.api;

import dev.trimaran.base.NodeId;
import dev.trimaran.base.random.SeededRandomness;
import dev.trimaran.events.core.index.Hashes;
import dev.trimaran.events.core.model.EventLimits;
import dev.trimaran.events.core.stream.SipHash;
import dev.trimaran.events.node.EventNode;
import dev.trimaran.events.node.EventNodeConfig;
import dev.trimaran.events.node.group.GroupPorts;
import dev.trimaran.events.node.group.PersistentGroups;
import dev.trimaran.events.node.model.ClusterView;
import dev.trimaran.events.node.model.EventWriter;
import dev.trimaran.events.node.storage.IndexConfig;
import dev.trimaran.events.node.write.Revival;
import dev.trimaran.events.node.write.Truncation;
import dev.trimaran.io.RealWorld;
import dev.trimaran.io.RealWorldConfig;
import dev.trimaran.raft.core.model.Retention;
import dev.trimaran.raft.node.RaftGroups;
import dev.trimaran.raft.node.RaftNodeConfig;
import dev.trimaran.raft.node.model.NodeLimits;
import dev.trimaran.raft.node.model.SnapshotPolicy;
import dev.trimaran.raft.node.wal.WalConfig;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** One node on real files behind a loopback port, with clients' services and nothing else. */
final class ApiFixture implements AutoCloseable {

  static final EventLimits LIMITS = new EventLimits(1 << 20, 4 << 20, 10_000, 64 << 10, 8, 100_000);

  private static final NodeId NODE = new NodeId(1);
  private static final NodeId OTHER = new NodeId(2);

  private final RealWorld real;
  private final RaftGroups groups;
  private final EventNode node;
  private final PersistentGroups persistent;
  private final Server server;
  final ManagedChannel channel;

  /** Whether this node says that it leads; else another one does. */
  volatile boolean leads = true;

  /** What callers may see. */
  volatile Sight sight = _ -> true;

  private volatile UnaryOperator<EventWriter> writing = writer -> writer;

  ApiFixture(Path directory) throws IOException {
    InetSocketAddress listen = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    real = RealWorld.open(new RealWorldConfig(NODE, 9, directory, listen, Map.of()));
    groups = RaftGroups.open(real.world());
    node = EventNode.start(groups, real.world(), config());
    EventServices services = services();
    persistent = PersistentGroups.start(ports());
    server =
        NettyServerBuilder.forAddress(listen)
            .maxInboundMessageSize(17 << 20)
            .permitKeepAliveTime(5, TimeUnit.SECONDS)
            .permitKeepAliveWithoutCalls(true)
            .intercept(new Seeing())
            .addServices(
                services.definitions(List.of(services.persistentSubscriptions(persistent))))
            .build()
            .start();
    channel = NettyChannelBuilder.forAddress("127.0.0.1", port()).usePlaintext().build();
  }

  private static EventNodeConfig config() {
    RaftNodeConfig raft =
        RaftNodeConfig.of(NODE, 9, Set.of(NODE))
            .withGroup(EventNodeConfig.GROUP)
            .withRetention(Retention.KEEP)
            .withSnapshots(new SnapshotPolicy(400, Long.MAX_VALUE, 0))
            .withWal(new WalConfig(8 << 20, 1 << 20, 1, 0))
            .withLimits(
                new NodeLimits(
                    5 << 20,
                    1000,
                    1000,
                    5000,
                    5000,
                    4096,
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(2)));
    var index = new IndexConfig(3, 256, 1 << 16, 4, 64 << 10, Hashes::stream);
    return new EventNodeConfig(raft, LIMITS, new SipHash(1, 2), index);
  }

  private EventServices services() {
    EventWriter writer = command -> writing.apply(node.writer()).write(command);
    return new EventServices(
        node.reader(),
        node.links(),
        new Revival(writer, node.reader(), new Truncation(node.reader(), new SeededRandomness(3))),
        node.raft()::readIndex,
        new View(),
        real.world().clock(),
        new SeededRandomness(1),
        LIMITS,
        ApiConfig.DEFAULT);
  }

  private GroupPorts ports() {
    return new GroupPorts(
        node.reader(),
        node.links(),
        command -> writing.apply(node.writer()).write(command),
        node.raft()::readIndex,
        new View(),
        real.world().clock(),
        new SeededRandomness(2),
        node.raft()::shutdown);
  }

  private final class Seeing implements ServerInterceptor {
    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
      Context context = Context.current().withValue(Sight.KEY, stream -> sight.sees(stream));
      return Contexts.interceptCall(context, call, headers, next);
    }
  }

  private final class View implements ClusterView {
    @Override
    public List<Member> members() {
      return List.of(
          new Member(NODE, "127.0.0.1", port(), leads ? Role.LEADER : Role.FOLLOWER),
          new Member(OTHER, "127.0.0.2", 2, leads ? Role.FOLLOWER : Role.LEADER));
    }

    @Override
    public boolean leads() {
      return leads;
    }
  }

  int port() {
    return server.getPort();
  }

  EventNode node() {
    return node;
  }

  /** From now on writes go another way. */
  void writing(UnaryOperator<EventWriter> way) {
    writing = way;
  }

  @Override
  public void close() {
    channel.shutdownNow();
    server.shutdownNow();
    try {
      server.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    persistent.close();
    node.close();
    groups.close();
    real.close();
  }
}
