package dev.trimaran.benchmarks.cluster;

import com.google.protobuf.ByteString;
import dev.trimaran.raft.client.etcd.KVGrpc;
import dev.trimaran.raft.client.etcd.MaintenanceGrpc;
import dev.trimaran.raft.client.etcd.RangeRequest;
import dev.trimaran.raft.client.etcd.StatusRequest;
import dev.trimaran.raft.client.etcd.StatusResponse;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import java.util.concurrent.TimeUnit;

/** Asks one node how it is. */
final class Status implements AutoCloseable {

  private static final long LIMIT_SECONDS = 2;

  private final ManagedChannel channel;

  Status(String endpoint) {
    channel = NettyChannelBuilder.forTarget(endpoint).usePlaintext().directExecutor().build();
  }

  /** The leader's id, 0 when the node does not answer or knows none. */
  long leader() {
    try {
      return ask().getLeader();
    } catch (StatusRuntimeException e) {
      return 0;
    }
  }

  /** Whether the node says that it leads. */
  boolean leads() {
    StatusResponse status = ask();
    return status.getLeader() == status.getHeader().getMemberId();
  }

  /** Whether the node answers a linearizable read. */
  boolean answersReads() {
    try {
      KVGrpc.newBlockingStub(channel)
          .withDeadlineAfter(LIMIT_SECONDS, TimeUnit.SECONDS)
          .range(RangeRequest.newBuilder().setKey(ByteString.copyFromUtf8("?")).build());
      return true;
    } catch (StatusRuntimeException e) {
      channel.resetConnectBackoff();
      return false;
    }
  }

  private StatusResponse ask() {
    channel.resetConnectBackoff();
    return MaintenanceGrpc.newBlockingStub(channel)
        .withDeadlineAfter(LIMIT_SECONDS, TimeUnit.SECONDS)
        .status(StatusRequest.getDefaultInstance());
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
