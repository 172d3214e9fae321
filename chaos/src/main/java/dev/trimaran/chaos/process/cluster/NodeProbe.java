package dev.trimaran.chaos.process.cluster;

import dev.trimaran.raft.client.etcd.HashKVRequest;
import dev.trimaran.raft.client.etcd.HashKVResponse;
import dev.trimaran.raft.client.etcd.MaintenanceGrpc;
import dev.trimaran.raft.client.etcd.StatusRequest;
import dev.trimaran.raft.client.etcd.StatusResponse;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Asks one server about itself, past any failover. */
public final class NodeProbe implements AutoCloseable {

  private static final long STATUS_MILLIS = 500;
  private static final long HASH_SECONDS = 30;

  private final ManagedChannel channel;

  /**
   * @param endpoint {@code host:port}
   */
  public NodeProbe(String endpoint) {
    this.channel =
        NettyChannelBuilder.forTarget("dns:///" + endpoint)
            .usePlaintext()
            .directExecutor()
            .disableRetry()
            .build();
  }

  /** What it says of itself; empty when it does not answer within half a second. */
  public Optional<StatusResponse> status() {
    if (channel.getState(false) == ConnectivityState.TRANSIENT_FAILURE) {
      channel.resetConnectBackoff();
    }
    try {
      return Optional.of(
          MaintenanceGrpc.newBlockingStub(channel)
              .withDeadlineAfter(STATUS_MILLIS, TimeUnit.MILLISECONDS)
              .status(StatusRequest.getDefaultInstance()));
    } catch (StatusRuntimeException _) {
      return Optional.empty();
    }
  }

  /**
   * Hash of everything the server holds up to {@code revision}.
   *
   * @throws StatusRuntimeException when it refuses or does not answer
   */
  public HashKVResponse hashKv(long revision) {
    return MaintenanceGrpc.newBlockingStub(channel)
        .withDeadlineAfter(HASH_SECONDS, TimeUnit.SECONDS)
        .hashKV(HashKVRequest.newBuilder().setRevision(revision).build());
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
