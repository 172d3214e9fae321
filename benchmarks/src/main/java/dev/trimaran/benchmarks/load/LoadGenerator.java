package dev.trimaran.benchmarks.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs workloads in a closed loop, on one event loop. */
public final class LoadGenerator implements AutoCloseable {

  private static final Duration DRAIN = Duration.ofSeconds(60);

  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(
          1, Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
  private final EventLoop loop = group.next();

  /** Told when the window of measurement opens and closes. */
  public interface Probe {
    void opened();

    void closed();
  }

  /**
   * Runs for {@code ramp}, then measures for {@code window}.
   *
   * @throws IllegalStateException when a connection fails or calls do not end
   */
  public LoadResult run(
      Workload workload, LoadShape shape, Duration ramp, Duration window, Probe probe)
      throws InterruptedException {
    LoadRun run = start(workload, shape, Long.MAX_VALUE);
    TimeUnit.NANOSECONDS.sleep(ramp.toNanos());
    probe.opened();
    long from = on(run, true);
    TimeUnit.NANOSECONDS.sleep(window.toNanos());
    long to = on(run, false);
    probe.closed();
    loop.execute(run::stop);
    await(run, DRAIN);
    return run.result(to - from);
  }

  /** Makes {@code calls} calls and measures them all. */
  public LoadResult runCalls(Workload workload, LoadShape shape, long calls, Duration limit)
      throws InterruptedException {
    // A slot that ends a call asks whether to start another: those in flight at the start count.
    LoadRun run = start(workload, shape, Math.max(1, calls - shape.clients() + 1));
    long from = on(run, true);
    await(run, limit);
    return run.result(System.nanoTime() - from);
  }

  private LoadRun start(Workload workload, LoadShape shape, long calls)
      throws InterruptedException {
    LoadRun run = new LoadRun(shape.connections(), calls);
    int first = 0;
    for (int i = 0; i < shape.connections(); i++) {
      var clients = new Http2Connection.Clients(first, shape.inFlight(i));
      first += clients.count();
      String endpoint = shape.endpoints().get(i % shape.endpoints().size());
      int colon = endpoint.lastIndexOf(':');
      var address =
          new InetSocketAddress(
              endpoint.substring(0, colon), Integer.parseInt(endpoint.substring(colon + 1)));
      ChannelFuture connected =
          bootstrap(run, workload, clients, endpoint).connect(address).await();
      if (!connected.isSuccess()) {
        throw new IllegalStateException("cannot connect to " + endpoint, connected.cause());
      }
    }
    return run;
  }

  private Bootstrap bootstrap(
      LoadRun run, Workload workload, Http2Connection.Clients clients, String endpoint) {
    return new Bootstrap()
        .group(group)
        .channel(Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class)
        .option(ChannelOption.TCP_NODELAY, true)
        .handler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel channel) {
                channel.pipeline().addLast(new Http2Connection(run, workload, clients, endpoint));
              }
            });
  }

  private long on(LoadRun run, boolean recording) throws InterruptedException {
    return loop.submit(
            () -> {
              run.record(recording);
              return System.nanoTime();
            })
        .sync()
        .getNow();
  }

  private static void await(LoadRun run, Duration limit) throws InterruptedException {
    try {
      run.drained().get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw new IllegalStateException("calls did not end within " + limit, e);
    }
  }

  @Override
  public void close() {
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }
}
