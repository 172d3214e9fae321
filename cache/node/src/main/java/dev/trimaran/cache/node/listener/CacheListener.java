package dev.trimaran.cache.node.listener;

import dev.trimaran.cache.core.resp.Input;
import dev.trimaran.cache.core.resp.Lookahead;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.handler.ssl.SslContext;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accepts clients and serves them on one event loop, which it shares with the one who answers. The
 * methods that are not public, and those of {@link Connection}, belong to that loop.
 */
public final class CacheListener {

  private static final Logger LOG = LoggerFactory.getLogger(CacheListener.class);
  private static final int READ_BYTES = 64 * 1024;
  private static final int BACKLOG = 511;
  private static final WriteBufferWaterMark OUTPUT_MARKS =
      new WriteBufferWaterMark(256 * 1024, 1024 * 1024);
  private static final int SWEEP_SECONDS = 1;

  private final EventLoop loop;
  private final Transport transport;
  private final Commands commands;
  private final Consumer<Throwable> onFailure;
  private final List<Channel> doors = new ArrayList<>();
  private final Set<Connection> connections = new LinkedHashSet<>();
  private final ArrayDeque<Connection> enlisted = new ArrayDeque<>();
  private final Lookahead lookahead = new Lookahead();
  private boolean catchingUp;
  private final Traffic traffic = new Traffic();
  private final Inputs inputs = new Inputs();
  private ClientLimits limits = ClientLimits.DEFAULT;
  private long refused;
  private long accepted;

  /**
   * @param loop made by {@code transport}
   * @param onFailure told of an exception that is a bug; the node is to be stopped then
   */
  public CacheListener(
      EventLoop loop, Transport transport, Commands commands, Consumer<Throwable> onFailure) {
    this.loop = loop;
    this.transport = transport;
    this.commands = commands;
    this.onFailure = onFailure;
    loop.execute(this::sweepLater);
  }

  /**
   * Starts to accept at an address; port 0 takes a free one. Blocks; not to be called on the loop.
   *
   * @param tls null for plain TCP
   * @return the address that was taken
   */
  public InetSocketAddress open(InetSocketAddress address, @Nullable SslContext tls) {
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(loop)
            .channel(transport.serverChannel())
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, OUTPUT_MARKS)
            .childOption(
                ChannelOption.RECVBUF_ALLOCATOR,
                new FixedRecvByteBufAllocator(READ_BYTES).maxMessagesPerRead(1))
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    accepted(channel, tls);
                  }
                });
    Channel door = bootstrap.bind(address).syncUninterruptibly().channel();
    synchronized (doors) {
      doors.add(door);
    }
    return (InetSocketAddress) door.localAddress();
  }

  /** Stops accepting; then closes all connections. Blocks; not to be called on the loop. */
  public void close() {
    synchronized (doors) {
      for (Channel door : doors) {
        door.close().syncUninterruptibly();
      }
      doors.clear();
    }
    loop.submit(
            () -> {
              for (Connection connection : List.copyOf(connections)) {
                connection.kill();
              }
            })
        .syncUninterruptibly();
  }

  /** New limits, for all clients from now on. On the loop, or before the first client. */
  public void limits(ClientLimits limits) {
    this.limits = limits;
  }

  public ClientLimits limits() {
    return limits;
  }

  /** All that are connected, the oldest first. */
  public Set<Connection> connections() {
    return connections;
  }

  /** Clients that were accepted since the start. */
  public long accepted() {
    return accepted;
  }

  /** What has gone through all connections since the start. */
  public Traffic traffic() {
    return traffic;
  }

  /** How the sockets are served: {@code epoll}, {@code io_uring} or {@code nio}. */
  public String transportName() {
    return transport.resolved().name().toLowerCase(Locale.ROOT);
  }

  /** The port of the address that was opened first; 0 where none is open. */
  public int port() {
    synchronized (doors) {
      return doors.isEmpty() ? 0 : ((InetSocketAddress) doors.getFirst().localAddress()).getPort();
    }
  }

  /** Clients that were refused because there were too many. */
  public long refused() {
    return refused;
  }

  /**
   * Lets those go on to whom something was written outside their requests, or who need wait no
   * more. To be called when nothing is being executed.
   */
  public void catchUp() {
    if (catchingUp) {
      return;
    }
    catchingUp = true;
    for (Connection next = enlisted.poll(); next != null; next = enlisted.poll()) {
      next.catchUp();
    }
    catchingUp = false;
  }

  private void accepted(Channel channel, @Nullable SslContext tls) {
    int keepAlive = limits.keepAliveSeconds();
    if (keepAlive > 0) {
      channel.config().setOption(ChannelOption.SO_KEEPALIVE, true);
      if (transport.resolved() == Transport.EPOLL) {
        channel.config().setOption(EpollChannelOption.TCP_KEEPIDLE, keepAlive);
        channel.config().setOption(EpollChannelOption.TCP_KEEPINTVL, Math.max(1, keepAlive / 3));
        channel.config().setOption(EpollChannelOption.TCP_KEEPCNT, 3);
      }
    }
    if (tls != null) {
      channel.pipeline().addLast(tls.newHandler(channel.alloc()));
    }
    channel.pipeline().addLast(new Connection(this));
  }

  boolean admit(Connection connection) {
    if (connections.size() >= limits.clients()) {
      refused++;
      return false;
    }
    accepted++;
    connections.add(connection);
    commands.opened(connection);
    return true;
  }

  void gone(Connection connection) {
    if (connections.remove(connection)) {
      commands.closed(connection);
      catchUp();
    }
  }

  Commands commands() {
    return commands;
  }

  Logger log() {
    return LOG;
  }

  long nanoTime() {
    return System.nanoTime();
  }

  void enlist(Connection connection) {
    enlisted.add(connection);
  }

  void failed(Throwable cause) {
    onFailure.accept(cause);
  }

  /** The inputs of the loop, of which a connection keeps one while a request is incomplete. */
  Inputs inputs() {
    return inputs;
  }

  /** Looks ahead in what a connection has sent; answers for how many requests that was enough. */
  int lookAhead(Connection connection, Input input) {
    int requests = lookahead.glance(input);
    if (lookahead.keys().count() > 1) {
      commands.ahead(connection, lookahead.keys());
    }
    return requests;
  }

  private void sweepLater() {
    loop.schedule(this::sweep, SWEEP_SECONDS, TimeUnit.SECONDS);
  }

  private void sweep() {
    long now = nanoTime();
    List<Connection> overdue = new ArrayList<>();
    for (Connection connection : connections) {
      if (connection.isOverdue(now)) {
        overdue.add(connection);
      }
      connection.trim();
    }
    overdue.forEach(Connection::kill);
    inputs.trim();
    sweepLater();
  }
}
