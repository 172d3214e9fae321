package dev.trimaran.raft.client;

import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** One channel for each endpoint, and whose turn it is. Any thread may use it. */
final class Endpoints implements AutoCloseable {

  private final KvClientConfig config;
  private final List<ManagedChannel> channels;
  private final AtomicInteger turn = new AtomicInteger();

  Endpoints(KvClientConfig config) {
    this.config = config;
    this.channels = config.endpoints().stream().map(e -> channel(config, e)).toList();
  }

  private static ManagedChannel channel(KvClientConfig config, String address) {
    return NettyChannelBuilder.forTarget("dns:///" + address)
        .usePlaintext()
        .directExecutor()
        .disableRetry()
        .maxInboundMessageSize(config.maxMessageBytes())
        .build();
  }

  int size() {
    return channels.size();
  }

  /** The index of the endpoint that a new call tries first. */
  int first() {
    return switch (config.choice()) {
      case STICKY -> Math.floorMod(turn.get(), channels.size());
      case ROUND_ROBIN -> Math.floorMod(turn.getAndIncrement(), channels.size());
    };
  }

  /** The endpoint to try after {@code failed}; new calls go there too when choice is sticky. */
  int after(int failed) {
    int next = (failed + 1) % channels.size();
    if (config.choice() == KvClientConfig.Choice.STICKY) {
      turn.compareAndSet(failed, next);
    }
    return next;
  }

  /** The channel of an endpoint; one that waits before it connects again is hurried. */
  ManagedChannel channel(int index) {
    ManagedChannel channel = channels.get(index);
    if (channel.getState(false) == ConnectivityState.TRANSIENT_FAILURE) {
      channel.resetConnectBackoff();
    }
    return channel;
  }

  String address(int index) {
    return config.endpoints().get(index);
  }

  @Override
  public void close() {
    channels.forEach(ManagedChannel::shutdownNow);
    for (ManagedChannel channel : channels) {
      try {
        channel.awaitTermination(1, TimeUnit.SECONDS);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
