package dev.trimaran.server.node;

import dev.trimaran.server.config.HostPort;
import dev.trimaran.server.config.ServerConfig;
import dev.trimaran.server.http.HttpLimits;
import dev.trimaran.server.http.HttpPort;
import dev.trimaran.server.http.HttpRoutes;
import dev.trimaran.server.http.SharedPort;
import io.grpc.Server;
import io.grpc.ServerCredentials;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.NettyServerBuilder;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The ports that clients and probes connect to. */
final class Ports implements AutoCloseable {

  /** Pings of clients are taken from this distance on; other servers' defaults hang up on them. */
  private static final long PING_SECONDS = 5;

  /** An HTTP/1.1 connection never completes a handshake of gRPC; it has limits of its own. */
  private static final long HANDSHAKE_DAYS = 365;

  private final EventLoopGroup loops;
  private final Server grpc;
  private final @Nullable HttpPort metrics;

  private Ports(EventLoopGroup loops, Server grpc, @Nullable HttpPort metrics) {
    this.loops = loops;
    this.grpc = grpc;
    this.metrics = metrics;
  }

  /**
   * What is opened.
   *
   * @param flag that sets the addresses
   * @param listen one address or several
   * @param metrics a further address, for HTTP alone
   * @param tls without it, connections are in clear
   * @param blocking whether calls may block: each has a virtual thread then
   * @param maxMessageBytes of a request
   * @param maxCalls at once on one connection
   */
  record Door(
      String flag,
      List<HostPort> listen,
      Optional<HostPort> metrics,
      Optional<ServerConfig.Tls> tls,
      boolean blocking,
      int maxMessageBytes,
      int maxCalls) {}

  static Ports open(Door door, List<ServerServiceDefinition> services, HttpRoutes routes)
      throws IOException {
    ServerCredentials credentials = credentials(door, routes);
    boolean epoll = Epoll.isAvailable();
    IoHandlerFactory handlers = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    Class<? extends ServerChannel> type =
        epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    // Half of the processors: the other half replicates and applies.
    int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    EventLoopGroup loops = new MultiThreadIoEventLoopGroup(threads, handlers);
    HttpPort metrics = null;
    try {
      NettyServerBuilder builder =
          NettyServerBuilder.forAddress(door.listen().getFirst().resolve(), credentials)
              .bossEventLoopGroup(loops)
              .workerEventLoopGroup(loops)
              .channelType(type)
              .handshakeTimeout(HANDSHAKE_DAYS, TimeUnit.DAYS)
              .permitKeepAliveTime(PING_SECONDS, TimeUnit.SECONDS)
              .permitKeepAliveWithoutCalls(true)
              .maxInboundMessageSize(door.maxMessageBytes())
              .maxConcurrentCallsPerConnection(door.maxCalls())
              .addServices(services);
      if (door.blocking()) {
        builder.executor(Executors.newVirtualThreadPerTaskExecutor());
      } else {
        builder.directExecutor();
      }
      door.listen().stream().skip(1).forEach(a -> builder.addListenAddress(a.resolve()));
      Server grpc = builder.build().start();
      HostPort address = door.metrics().orElse(null);
      if (address != null) {
        metrics = HttpPort.open(loops, type, address.resolve(), routes);
      }
      return new Ports(loops, grpc, metrics);
    } catch (IOException e) {
      loops.shutdownGracefully(0, 0, TimeUnit.SECONDS);
      throw new IOException(
          "cannot listen for clients on %s: %s; is another server running there? %s"
              .formatted(door.listen(), reason(e), "Choose another by " + door.flag()),
          e);
    }
  }

  private static ServerCredentials credentials(Door door, HttpRoutes routes) throws IOException {
    ServerConfig.Tls tls = door.tls().orElse(null);
    return tls == null
        ? SharedPort.plaintext(routes, HttpLimits.DEFAULT)
        : SharedPort.tls(tls.certificate(), tls.key(), routes, HttpLimits.DEFAULT);
  }

  private static String reason(IOException e) {
    return String.valueOf(e.getCause() == null ? e.getMessage() : e.getCause().getMessage());
  }

  List<Integer> clientPorts() {
    return grpc.getListenSockets().stream()
        .map(address -> ((InetSocketAddress) address).getPort())
        .toList();
  }

  /** Takes no new calls. */
  void drain() {
    grpc.shutdown();
  }

  @Override
  public void close() {
    grpc.shutdownNow();
    if (metrics != null) {
      metrics.close();
    }
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }
}
