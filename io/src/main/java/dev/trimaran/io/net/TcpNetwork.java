package dev.trimaran.io.net;

import dev.trimaran.base.Checks;
import dev.trimaran.base.NodeId;
import dev.trimaran.base.port.Network;
import dev.trimaran.base.port.Randomness;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Frames between nodes over TCP, one connection for each pair of nodes.
 *
 * <p>A frame is dropped when its peer is not connected or has too much waiting. A connection that
 * is refused, reset, stalled or speaks nonsense is closed, and the receiver told that its peer is
 * unreachable.
 */
public final class TcpNetwork implements Network, Closeable {

  private static final Logger LOG = LoggerFactory.getLogger(TcpNetwork.class);

  /** Far beyond any cluster; keeps strangers from filling the memory with peers. */
  private static final int MAX_PEERS = 1024;

  private final NodeId self;
  private final long clusterId;
  private final NetworkLimits limits;
  private final Randomness randomness;
  private final Transport transport;
  private final EventLoop loop;
  private final Map<NodeId, Peer> peers = new ConcurrentHashMap<>();

  /** Every open connection; the event loop's. */
  private final Set<Channel> connections = new HashSet<>();

  private @Nullable Channel server;
  private volatile @Nullable Receiver receiver;
  private volatile boolean closed;
  private String lastRefusal = "";

  private TcpNetwork(NodeId self, long clusterId, NetworkLimits limits, Randomness randomness) {
    this.self = self;
    this.clusterId = clusterId;
    this.limits = limits;
    this.randomness = randomness;
    this.transport = Transport.start(self + "-net");
    this.loop = transport.group().next();
  }

  /**
   * Binds the listening address; connections wait until {@link #open}.
   *
   * @param randomness spreads the attempts to reconnect
   * @throws IOException when the address cannot be bound
   */
  public static TcpNetwork bind(
      NodeId self,
      long clusterId,
      InetSocketAddress listen,
      NetworkLimits limits,
      Randomness randomness)
      throws IOException {
    TcpNetwork network = new TcpNetwork(self, clusterId, limits, randomness);
    ChannelFuture bound =
        new ServerBootstrap()
            .group(network.transport.group())
            .channel(network.transport.server())
            .option(ChannelOption.SO_REUSEADDR, true)
            .option(ChannelOption.AUTO_READ, false)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.SO_KEEPALIVE, true)
            .childHandler(network.initializer(null))
            .bind(listen)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      network.close();
      throw new IOException(
          "cannot listen for peers on " + listen + ": " + bound.cause().getMessage(),
          bound.cause());
    }
    network.server = bound.channel();
    return network;
  }

  /** Where peers can connect to. */
  public InetSocketAddress address() {
    Channel bound = Objects.requireNonNull(server, "bound before it is seen");
    return (InetSocketAddress) bound.localAddress();
  }

  /** Adds a peer, or gives it another address. */
  public void peer(NodeId id, InetSocketAddress address) {
    Checks.argument(!id.equals(self), "a node is not its own peer");
    Peer peer = peers.computeIfAbsent(id, key -> new Peer(key, this));
    loop.execute(() -> peer.address(address));
  }

  /** Forgets a peer and closes its connection. */
  public void forget(NodeId id) {
    Peer peer = peers.remove(id);
    if (peer != null) {
      loop.execute(peer::forget);
    }
  }

  @Override
  public void open(Receiver newReceiver) {
    Checks.argument(receiver == null && !closed, "a network is opened once");
    receiver = newReceiver;
    Channel bound = server;
    if (bound != null) {
      bound.config().setAutoRead(true);
    }
    loop.execute(() -> peers.values().forEach(Peer::dial));
  }

  @Override
  public boolean send(NodeId to, ByteBuffer... parts) {
    int length = 0;
    for (ByteBuffer part : parts) {
      length = Math.addExact(length, part.remaining());
    }
    Checks.argument(length <= limits.maxFrameBytes(), "a frame is not larger than maxFrameBytes");
    Peer peer = peers.get(to);
    return peer != null && !closed && peer.outbox.add(length, parts);
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    Channel bound = server;
    if (bound != null) {
      bound.close();
    }
    loop.execute(() -> List.copyOf(connections).forEach(Channel::close));
    var ended = transport.group().shutdownGracefully(0, 1, TimeUnit.SECONDS);
    if (!loop.inEventLoop()) {
      ended.awaitUninterruptibly();
    }
  }

  // What follows is for the connections of this network.

  ChannelFuture connect(Peer peer, InetSocketAddress address) {
    int timeoutMillis = (int) Math.min(Integer.MAX_VALUE, limits.connectTimeout().toMillis());
    return new Bootstrap()
        .group(loop)
        .channel(transport.client())
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.SO_KEEPALIVE, true)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, timeoutMillis)
        .handler(initializer(peer))
        .connect(address);
  }

  private ChannelInitializer<Channel> initializer(@Nullable Peer dialled) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel channel) {
        connections.add(channel);
        channel.closeFuture().addListener(done -> connections.remove(channel));
        // An SslHandler goes first in this pipeline.
        channel.pipeline().addLast(new Connection(TcpNetwork.this, dialled));
      }
    };
  }

  void received(NodeId from, ByteBuffer frame) {
    Receiver to = receiver;
    if (to != null && !closed) {
      to.received(from, frame);
    }
  }

  void unreachable(NodeId peer) {
    Receiver to = receiver;
    if (to != null && !closed) {
      to.unreachable(peer);
    }
  }

  /** Logs a refusal, once for as long as it stays the same. */
  void refused(String reason) {
    String essence = reason.substring(reason.indexOf(' ') + 1);
    if (essence.equals(lastRefusal)) {
      LOG.debug("{}", reason);
    } else {
      LOG.warn("{}", reason);
      lastRefusal = essence;
    }
  }

  boolean roomFor(NodeId peer) {
    return peers.containsKey(peer) || peers.size() < MAX_PEERS;
  }

  Peer accepted(NodeId from) {
    return peers.computeIfAbsent(from, key -> new Peer(key, this));
  }

  boolean open() {
    return receiver != null && !closed;
  }

  NodeId self() {
    return self;
  }

  long clusterId() {
    return clusterId;
  }

  NetworkLimits limits() {
    return limits;
  }

  Randomness randomness() {
    return randomness;
  }

  EventLoop loop() {
    return loop;
  }

  Logger log() {
    return LOG;
  }
}
