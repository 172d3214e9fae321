package dev.trimaran.server.node;

import dev.trimaran.server.config.HostPort;
import dev.trimaran.server.config.ServerConfig;
import dev.trimaran.server.http.HttpLimits;
import dev.trimaran.server.http.HttpPort;
import dev.trimaran.server.http.HttpRoutes;
import dev.trimaran.server.http.SharedPort;
import io.grpc.Server;
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

  static Ports open(
      ServerConfig config,
      List<ServerServiceDefinition> services,
      HttpRoutes routes,
      int maxMessageBytes)
      throws IOException {
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
          NettyServerBuilder.forAddress(
                  config.client().listen().getFirst().resolve(),
                  SharedPort.plaintext(routes, HttpLimits.DEFAULT))
              .bossEventLoopGroup(loops)
              .workerEventLoopGroup(loops)
              .channelType(type)
              .directExecutor()
              .handshakeTimeout(HANDSHAKE_DAYS, TimeUnit.DAYS)
              .permitKeepAliveTime(PING_SECONDS, TimeUnit.SECONDS)
              .permitKeepAliveWithoutCalls(true)
              .maxInboundMessageSize(maxMessageBytes)
              .maxConcurrentCallsPerConnection(config.client().maxConcurrentStreams())
              .addServices(services);
      config.client().listen().stream().skip(1).forEach(a -> builder.addListenAddress(a.resolve()));
      Server grpc = builder.build().start();
      HostPort address = config.client().metricsListen().orElse(null);
      if (address != null) {
        metrics = HttpPort.open(loops, type, address.resolve(), routes);
      }
      return new Ports(loops, grpc, metrics);
    } catch (IOException e) {
      loops.shutdownGracefully(0, 0, TimeUnit.SECONDS);
      throw new IOException(
          "cannot listen for clients on %s: %s; is another server running there? %s"
              .formatted(config.client().listen(), reason(e), "Choose another by --listen-client"),
          e);
    }
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
