package dev.trimaran.raft.client;

import dev.trimaran.raft.client.etcd.KVGrpc;
import dev.trimaran.raft.client.etcd.PutRequest;
import dev.trimaran.raft.client.etcd.PutResponse;
import dev.trimaran.raft.client.etcd.RangeRequest;
import dev.trimaran.raft.client.etcd.RangeResponse;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A key-value service that replies as it was told, and with success from then on. */
final class FakeServer extends KVGrpc.KVImplBase implements AutoCloseable {

  /** How one request is met. */
  sealed interface Reply {
    record Failure(Status status) implements Reply {}

    record Silence() implements Reply {}

    static Reply failing(Status status, String text) {
      return new Failure(status.withDescription(text));
    }

    static Reply silence() {
      return new Silence();
    }
  }

  private final Queue<Reply> replies;
  private final AtomicInteger puts = new AtomicInteger();
  private final AtomicInteger ranges = new AtomicInteger();
  private final Server server;

  FakeServer(List<Reply> replies) throws IOException {
    this.replies = new ConcurrentLinkedQueue<>(replies);
    this.server =
        NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
            .directExecutor()
            .addService(this)
            .build()
            .start();
  }

  String endpoint() {
    return "127.0.0.1:" + server.getPort();
  }

  int puts() {
    return puts.get();
  }

  int ranges() {
    return ranges.get();
  }

  @Override
  public void put(PutRequest request, StreamObserver<PutResponse> responses) {
    puts.incrementAndGet();
    reply(responses, PutResponse.getDefaultInstance());
  }

  @Override
  public void range(RangeRequest request, StreamObserver<RangeResponse> responses) {
    ranges.incrementAndGet();
    reply(responses, RangeResponse.getDefaultInstance());
  }

  private <R> void reply(StreamObserver<R> responses, R success) {
    switch (replies.poll()) {
      case null -> {
        responses.onNext(success);
        responses.onCompleted();
      }
      case Reply.Failure(Status status) -> responses.onError(status.asRuntimeException());
      case Reply.Silence _ -> {
        // The caller waits.
      }
    }
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}
