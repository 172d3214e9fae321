package dev.trimaran.server.differential;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.trimaran.raft.client.etcd.LeaseGrantRequest;
import dev.trimaran.raft.client.etcd.LeaseGrantResponse;
import dev.trimaran.raft.client.etcd.LeaseGrpc;
import dev.trimaran.raft.client.etcd.LeaseKeepAliveRequest;
import dev.trimaran.raft.client.etcd.LeaseKeepAliveResponse;
import dev.trimaran.raft.client.etcd.RangeRequest;
import dev.trimaran.raft.client.etcd.WatchGrpc;
import dev.trimaran.raft.client.etcd.WatchRequest;
import dev.trimaran.raft.client.mvcc.Event;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One of the two servers that are compared. */
final class Target implements AutoCloseable {

  private static final long LIMIT_SECONDS = 20;
  private static final int LARGEST_REPLY = 64 << 20;

  private final List<ManagedChannel> channels;
  private final LeaseNames leases = new LeaseNames();
  private final Object lock;
  private WatchLog log;
  private StreamObserver<WatchRequest> watches;

  /**
   * @param lock shared by both targets; notified when a watch tells something
   */
  Target(List<String> endpoints, Object lock) {
    this.lock = lock;
    channels =
        endpoints.stream()
            .map(endpoint ->
                (ManagedChannel)
                    NettyChannelBuilder.forTarget(endpoint)
                        .usePlaintext()
                        .directExecutor()
                        .maxInboundMessageSize(LARGEST_REPLY)
                        .build())
            .toList();
    log = new WatchLog(lock, this::normal);
    watches = WatchGrpc.newStub(channels.getFirst()).watch(log);
  }

  int nodes() {
    return channels.size();
  }

  WatchLog log() {
    return log;
  }

  /** Sends a unary call to a node. */
  CompletableFuture<Reply> call(Rpc rpc, Message request, int node) {
    ManagedChannel channel = channels.get(node % channels.size());
    return ready(rpc, channel)
        .thenCompose(any -> {
          var call =
              channel.newCall(
                  rpc.method(),
                  CallOptions.DEFAULT.withDeadlineAfter(LIMIT_SECONDS, TimeUnit.SECONDS));
          return future(ClientCalls.futureUnaryCall(call, leases.toServer(request)));
        })
        .handle((reply, failure) -> reply(request, reply, failure));
  }

  /**
   * What etcd answers, at least in the header, from the state of the node that is asked, is asked
   * when that node has caught up: among many nodes it would be a matter of chance.
   */
  private CompletableFuture<?> ready(Rpc rpc, ManagedChannel channel) {
    boolean local =
        switch (rpc) {
          case LEASE_LEASES, LEASE_TIME_TO_LIVE, TXN -> channels.size() > 1;
          case RANGE, PUT, DELETE_RANGE, COMPACT, LEASE_GRANT, LEASE_REVOKE -> false;
        };
    return local ? caughtUp(channel) : CompletableFuture.completedFuture(0);
  }

  /** A linearizable read at a node, after which it knows all that was acknowledged before. */
  private static CompletableFuture<Message> caughtUp(ManagedChannel channel) {
    Message read = RangeRequest.newBuilder().setKey(ByteString.copyFromUtf8("?")).build();
    var call = channel.newCall(Rpc.RANGE.method(), CallOptions.DEFAULT);
    return future(ClientCalls.futureUnaryCall(call, read));
  }

  private static <T> CompletableFuture<T> future(Future<T> asked) {
    var future = new CompletableFuture<T>();
    ((com.google.common.util.concurrent.ListenableFuture<T>) asked)
        .addListener(
            () -> {
              try {
                future.complete(asked.get());
              } catch (java.util.concurrent.ExecutionException e) {
                future.completeExceptionally(e.getCause());
              } catch (InterruptedException e) {
                future.completeExceptionally(e);
              }
            },
            Runnable::run);
    return future;
  }

  private Reply reply(Message request, @Nullable Message reply, @Nullable Throwable failure) {
    if (reply == null) {
      return Normal.failure(Status.fromThrowable(cause(failure)));
    }
    if (request instanceof LeaseGrantRequest grant
        && grant.getID() == 0
        && reply instanceof LeaseGrantResponse granted) {
      leases.chosen(granted.getID());
    }
    Message named = Normal.headers(leases.fromServer(reply));
    return new Reply.Ok(Ties.settled(request, Normal.orders(named, channels.size() > 1)));
  }

  private static Throwable cause(@Nullable Throwable failure) {
    if (failure instanceof CompletionException && failure.getCause() != null) {
      return failure.getCause();
    }
    return failure == null ? new IllegalStateException("neither reply nor failure") : failure;
  }

  private Event normal(Event event) {
    return (Event) leases.fromServer(event);
  }

  /** One keep-alive on a stream of its own. */
  CompletableFuture<Reply> keepAlive(long lease, int node) {
    var request = LeaseKeepAliveRequest.newBuilder().setID(lease).build();
    var done = new CompletableFuture<Reply>();
    if (channels.size() > 1) {
      caughtUp(channels.get(node % channels.size())).join();
    }
    StreamObserver<LeaseKeepAliveRequest> stream =
        LeaseGrpc.newStub(channels.get(node % channels.size()))
            .withDeadlineAfter(LIMIT_SECONDS, TimeUnit.SECONDS)
            .leaseKeepAlive(
                new StreamObserver<LeaseKeepAliveResponse>() {
                  @Override
                  public void onNext(LeaseKeepAliveResponse response) {
                    done.complete(reply(request, response, null));
                  }

                  @Override
                  public void onError(Throwable failure) {
                    done.complete(reply(request, null, failure));
                  }

                  @Override
                  public void onCompleted() {
                    done.complete(new Reply.Failed(Status.Code.OK, "no reply to a keep-alive"));
                  }
                });
    stream.onNext((LeaseKeepAliveRequest) leases.toServer(request));
    return done.whenComplete((reply, failure) -> stream.onCompleted());
  }

  /** Sends on the watch stream, which is the first node's. */
  void watch(WatchRequest request) {
    if (channels.size() > 1) {
      caughtUp(channels.getFirst()).join();
    }
    watches.onNext(request);
  }

  /** Leaves the watch stream for a new one with an empty log. */
  void newWatchStream() {
    StreamObserver<WatchRequest> old = watches;
    log = new WatchLog(lock, this::normal);
    watches = WatchGrpc.newStub(channels.getFirst()).watch(log);
    old.onCompleted();
  }

  @Override
  public void close() {
    channels.forEach(ManagedChannel::shutdownNow);
  }
}
