package dev.trimaran.cache.node;

import dev.trimaran.base.port.Clock;
import dev.trimaran.base.port.Disk;
import dev.trimaran.base.port.Randomness;
import dev.trimaran.cache.core.notification.KeyListener;
import dev.trimaran.cache.node.execution.Execution;
import dev.trimaran.cache.node.execution.Inside;
import dev.trimaran.cache.node.listener.CacheListener;
import dev.trimaran.cache.node.listener.ClientLimits;
import dev.trimaran.cache.node.listener.TlsContexts;
import dev.trimaran.cache.node.listener.Transport;
import dev.trimaran.cache.node.model.CacheConfig;
import dev.trimaran.cache.node.model.CacheStats;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running cache: one event loop that owns the data and serves the sockets. */
public final class CacheNode implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(CacheNode.class);
  private static final long STOP_SECONDS = 20;

  /** What the node asks of the world; the disk may be absent, then nothing can be kept. */
  public record Outside(Clock clock, Randomness randomness, @Nullable Disk disk) {}

  private final EventLoopGroup group;
  private final EventLoop loop;
  private final Execution execution;
  private final CacheListener listener;
  private final List<InetSocketAddress> addresses = new ArrayList<>();
  private final CompletableFuture<Void> stopped = new CompletableFuture<>();

  private CacheNode(CacheConfig config, Outside outside) throws IOException {
    Transport transport =
        Transport.valueOf(config.listeners().transport().toUpperCase(Locale.ROOT));
    if (!transport.obstacle().isEmpty()) {
      throw new IOException(
          "the transport %s cannot be used here: %s; leave it out to have the best that can"
              .formatted(config.listeners().transport(), transport.obstacle()));
    }
    group = transport.oneLoop("cache-loop");
    loop = (EventLoop) group.next();
    execution =
        new Execution(
            loop,
            config,
            new Execution.Host(
                outside.clock(), outside.randomness(), this::failed, this::endLater));
    listener = new CacheListener(loop, transport, execution, this::failed);
    listener.limits(limits(config.listeners()));
    try {
      onLoop(() -> execution.start(outside.disk(), listener));
      SslContext tls = tls(config);
      for (InetSocketAddress address : config.listeners().addresses()) {
        addresses.add(open(address, tls));
      }
    } catch (IOException | RuntimeException e) {
      group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
      throw e;
    }
  }

  /**
   * Starts a node; when this returns it has read what its disk holds, and serves.
   *
   * @throws IOException when its files or addresses cannot be had; the message says what to do
   */
  public static CacheNode start(CacheConfig config, Outside outside) throws IOException {
    return new CacheNode(config, outside);
  }

  private static @Nullable SslContext tls(CacheConfig config) throws IOException {
    CacheConfig.Tls tls = config.listeners().tls().orElse(null);
    return tls == null ? null : TlsContexts.of(tls);
  }

  private static ClientLimits limits(CacheConfig.Listeners config) {
    ClientLimits usual = ClientLimits.DEFAULT;
    return new ClientLimits(
        config.maxClients(),
        usual.request(),
        usual.queryBytes(),
        config.idleSeconds(),
        usual.keepAliveSeconds(),
        usual.frameSeconds(),
        usual.normal(),
        usual.pubsub());
  }

  private InetSocketAddress open(InetSocketAddress address, @Nullable SslContext tls)
      throws IOException {
    try {
      return listener.open(address, tls);
    } catch (Exception e) {
      // Netty throws what it was told by the system, whatever its type.
      throw new IOException(
          "cannot listen for cache clients on %s: %s; is another server running there?"
              .formatted(address, e.getMessage()),
          e);
    }
  }

  /** Work on the loop that may fail. */
  private interface Work {
    void run() throws IOException;
  }

  private void onLoop(Work work) throws IOException {
    CompletableFuture<Void> done = new CompletableFuture<>();
    loop.execute(() -> {
      try {
        work.run();
        done.complete(null);
      } catch (IOException | RuntimeException e) {
        done.completeExceptionally(e);
      }
    });
    try {
      done.join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case IOException failed -> throw failed;
        case RuntimeException failed -> throw failed;
        case null, default -> throw e;
      }
    }
  }

  /** Where it listens, in the order of the configuration. */
  public List<InetSocketAddress> addresses() {
    return List.copyOf(addresses);
  }

  /** A client in this process. */
  public Inside inside() {
    return execution.inside();
  }

  /** Has one listener told of the changes of keys; it is called on the loop, and must not wait. */
  public void listen(KeyListener listener) {
    execution.listen(listener);
  }

  /** What it has done so far, a second old at most. */
  public CacheStats stats() {
    return execution.stats();
  }

  /** Completes when the node has stopped; exceptionally when a fault stopped it. */
  public CompletableFuture<Void> stopped() {
    return stopped;
  }

  /** A client has said {@code SHUTDOWN}. */
  private void endLater() {
    Thread.ofPlatform().name("cache-end").start(this::close);
  }

  /** A bug, or a disk that has failed: nothing that would follow could be trusted. */
  private void failed(Throwable cause) {
    if (stopped.completeExceptionally(cause)) {
      LOG.error("the cache stops by a fault", cause);
      Thread.ofPlatform().name("cache-fault").start(this::end);
    }
  }

  /** Stops: no new clients, what was logged is made durable, connections closed. Blocks. */
  @Override
  public void close() {
    end();
    stopped.complete(null);
  }

  private void end() {
    if (group.isShuttingDown()) {
      return;
    }
    listener.close();
    CountDownLatch kept = new CountDownLatch(1);
    loop.execute(() -> execution.close(kept::countDown));
    try {
      if (!kept.await(STOP_SECONDS, TimeUnit.SECONDS)) {
        LOG.error("the append log was not made durable in {} s", STOP_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }
}
