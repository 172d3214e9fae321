package dev.trimaran.raft.client;

import dev.trimaran.raft.client.etcd.WatchCreateRequest;
import dev.trimaran.raft.client.etcd.WatchGrpc;
import dev.trimaran.raft.client.etcd.WatchRequest;
import dev.trimaran.raft.client.etcd.WatchResponse;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One watch on one stream at a time. It remembers the revision after the last one it has handed on,
 * and asks the next endpoint from there when the stream breaks.
 *
 * <p>A response in fragments shares one revision between its parts, so the remembered revision
 * moves on at the last part only; a break between parts repeats the parts before it. That is the
 * one case in which an event is handed on twice, and only watches that ask for fragments know it.
 */
public final class Watch implements AutoCloseable {

  private static final long PAUSE_MILLIS = 100;

  private final Endpoints endpoints;
  private final WatchCreateRequest request;
  private final WatchListener listener;

  private int endpoint;
  private int failures;
  private long nextRevision;
  private boolean created;
  private boolean closed;
  private @Nullable StreamObserver<WatchRequest> requests;

  Watch(Endpoints endpoints, WatchCreateRequest request, WatchListener listener) {
    this.endpoints = endpoints;
    this.request = request;
    this.listener = listener;
    this.endpoint = endpoints.first();
    this.nextRevision = request.getStartRevision();
  }

  synchronized void open() {
    if (closed) {
      return;
    }
    StreamObserver<WatchRequest> stream =
        WatchGrpc.newStub(endpoints.channel(endpoint)).watch(new Responses());
    requests = stream;
    WatchCreateRequest create = request.toBuilder().setStartRevision(nextRevision).build();
    stream.onNext(WatchRequest.newBuilder().setCreateRequest(create).build());
  }

  /** Stops watching; the listener is told nothing more. */
  @Override
  public synchronized void close() {
    closed = true;
    if (requests != null) {
      requests.onError(Status.CANCELLED.asRuntimeException());
    }
  }

  private synchronized void received(WatchResponse response) {
    if (closed) {
      return;
    }
    failures = 0;
    if (response.getCanceled()) {
      closed = true;
      listener.ended(refusal(response));
      return;
    }
    remember(response);
    if (response.getCreated()) {
      if (created) {
        return;
      }
      created = true;
    }
    listener.response(response);
  }

  private void remember(WatchResponse response) {
    if (response.getFragment()) {
      return;
    }
    int events = response.getEventsCount();
    if (events > 0) {
      nextRevision = response.getEvents(events - 1).getKv().getModRevision() + 1;
    } else if (nextRevision == 0 || !response.getCreated()) {
      // Created with no start, or progress: all up to the header's revision has been seen.
      nextRevision = Math.max(nextRevision, response.getHeader().getRevision() + 1);
    }
  }

  private static KvException refusal(WatchResponse response) {
    Status status =
        response.getCompactRevision() > 0
            ? Status.OUT_OF_RANGE.withDescription(
                "etcdserver: mvcc: required revision has been compacted; the oldest left is "
                    + response.getCompactRevision())
            : Status.FAILED_PRECONDITION.withDescription(
                response.getCancelReason().isEmpty()
                    ? "the server refused the watch"
                    : response.getCancelReason());
    return new KvException(KvException.Kind.REFUSED, status, true);
  }

  private synchronized void broken(Throwable cause) {
    if (closed) {
      return;
    }
    KvException failure = Failures.of(Status.fromThrowable(cause), true);
    boolean over =
        failure.kind() == KvException.Kind.REFUSED
            || failure.kind() == KvException.Kind.DENIED
            || !created && failures + 1 >= endpoints.size();
    if (over) {
      closed = true;
      listener.ended(failure);
      return;
    }
    failures++;
    endpoint = endpoints.after(endpoint);
    CompletableFuture.delayedExecutor(PAUSE_MILLIS, TimeUnit.MILLISECONDS).execute(this::open);
  }

  private final class Responses implements StreamObserver<WatchResponse> {

    @Override
    public void onNext(WatchResponse response) {
      received(response);
    }

    @Override
    public void onError(Throwable cause) {
      broken(cause);
    }

    @Override
    public void onCompleted() {
      broken(Status.UNAVAILABLE.withDescription("the server ended the watch").asException());
    }
  }
}
