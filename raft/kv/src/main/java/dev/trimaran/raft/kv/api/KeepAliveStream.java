package dev.trimaran.raft.kv.api;

import dev.trimaran.raft.client.etcd.LeaseKeepAliveRequest;
import dev.trimaran.raft.client.etcd.LeaseKeepAliveResponse;
import dev.trimaran.raft.client.etcd.ResponseHeader;
import dev.trimaran.raft.kv.model.KvError;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;

/** One stream of renewals, answered in their order; the first that fails ends it. */
final class KeepAliveStream implements StreamObserver<LeaseKeepAliveRequest> {

  private final Services services;
  private final Leases leases;
  private final ServerCallStreamObserver<LeaseKeepAliveResponse> observer;

  /** Ends when all requests so far are answered; fails when the stream has. */
  private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);

  private boolean closed;

  KeepAliveStream(
      Services services, Leases leases, ServerCallStreamObserver<LeaseKeepAliveResponse> observer) {
    this.services = services;
    this.leases = leases;
    this.observer = observer;
  }

  @Override
  public void onNext(LeaseKeepAliveRequest request) {
    last = last.thenCompose(_ -> answer(request));
  }

  /** As in etcd, the header is of the moment before the renewal. */
  private CompletableFuture<Void> answer(LeaseKeepAliveRequest request) {
    ResponseHeader header = services.headers().at(services.reader().revision());
    return leases
        .renew(request.getID())
        .thenAccept(ttl ->
            send(
                LeaseKeepAliveResponse.newBuilder()
                    .setHeader(header)
                    .setID(request.getID())
                    .setTTL(ttl)
                    .build()))
        .whenComplete((_, failure) -> {
          if (failure != null) {
            fail(failure);
          }
        });
  }

  private synchronized void send(LeaseKeepAliveResponse response) {
    if (!closed) {
      observer.onNext(response);
    }
  }

  private synchronized void fail(Throwable failure) {
    if (!closed) {
      closed = true;
      observer.onError(Statuses.of(failure));
    }
  }

  /** The leader is gone for too long. */
  void endLeaderless() {
    fail(Statuses.of(KvError.NO_LEADER));
  }

  /** The client has gone. */
  synchronized void cancelled() {
    closed = true;
  }

  @Override
  public void onError(Throwable failure) {
    cancelled();
  }

  @Override
  public void onCompleted() {
    last =
        last.thenRun(() -> {
          synchronized (this) {
            if (!closed) {
              closed = true;
              observer.onCompleted();
            }
          }
        });
  }
}
