package dev.trimaran.raft.kv.api;

import com.google.protobuf.ByteString;
import dev.trimaran.raft.client.etcd.WatchCreateRequest;
import dev.trimaran.raft.client.etcd.WatchCreateRequest.FilterType;
import dev.trimaran.raft.client.etcd.WatchRequest;
import dev.trimaran.raft.client.etcd.WatchResponse;
import dev.trimaran.raft.kv.model.KvError;
import dev.trimaran.raft.kv.mvcc.KeySpan;
import dev.trimaran.raft.kv.watch.Watch;
import dev.trimaran.raft.kv.watch.WatchHub;
import dev.trimaran.raft.kv.watch.WatchSpec;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One stream of watches. Requests come one at a time from the call; what watches tell comes from
 * the applier or from who catches up, under the hub's lock. This object's lock orders what is sent
 * and is taken after the hub's, never before.
 */
final class WatchStream implements StreamObserver<WatchRequest> {

  /** The id of replies that belong to no watch. */
  private static final long NO_WATCH = -1;

  private static final ByteString ZERO = ByteString.copyFrom(new byte[1]);
  private static final String EMPTY_RANGE = "mvcc: watcher range is empty";
  private static final String DUPLICATE_ID = "mvcc: duplicate watch ID provided on the WatchStream";

  private final Services services;
  private final WatchHub hub;
  private final ServerCallStreamObserver<WatchResponse> observer;
  private final Map<Long, StreamWatch> watches = new HashMap<>();
  private long nextId;
  private final Set<Long> compacted = new HashSet<>();
  private boolean closed;
  private boolean progressWanted;

  WatchStream(Services services, WatchHub hub, ServerCallStreamObserver<WatchResponse> observer) {
    this.services = services;
    this.hub = hub;
    this.observer = observer;
  }

  Services services() {
    return services;
  }

  // ---- requests, one at a time

  @Override
  public void onNext(WatchRequest request) {
    switch (request.getRequestUnionCase()) {
      case CREATE_REQUEST -> create(request.getCreateRequest());
      case CANCEL_REQUEST -> cancel(request.getCancelRequest().getWatchId());
      case PROGRESS_REQUEST -> {
        synchronized (this) {
          progressWanted = true;
        }
        answerProgress();
      }
      case REQUESTUNION_NOT_SET -> {}
    }
  }

  /**
   * The reply that a watch was created goes out before the hub knows the watch, so that nothing it
   * tells can come earlier; it begins after the revision in that reply.
   */
  private void create(WatchCreateRequest request) {
    long revision = services.reader().revision();
    long start = request.getStartRevision() == 0 ? revision + 1 : request.getStartRevision();
    WatchSpec spec =
        new WatchSpec(
            span(request),
            start,
            request.getFiltersList().contains(FilterType.NOPUT),
            request.getFiltersList().contains(FilterType.NODELETE),
            request.getPrevKv());
    StreamWatch watch;
    synchronized (this) {
      String refusal = refusal(request);
      long id = refusal == null ? id(request.getWatchId()) : NO_WATCH;
      WatchResponse.Builder response =
          WatchResponse.newBuilder()
              .setHeader(services.headers().at(revision))
              .setWatchId(id)
              .setCreated(true);
      if (refusal != null) {
        send(response.setCanceled(true).setCancelReason(refusal).build());
        return;
      }
      watch = new StreamWatch(this, id, request.getProgressNotify(), request.getFragment());
      watches.put(id, watch);
      send(response.build());
    }
    watch.registered(hub.register(spec, watch));
    if (isClosed()) {
      // The client left between the reply and the registration.
      watch.cancel(hub);
    }
  }

  /** An empty key is the smallest one; the end "\0" means all keys from there. */
  private static KeySpan span(WatchCreateRequest request) {
    ByteString key = request.getKey().isEmpty() ? ZERO : request.getKey();
    return KeySpan.of(key.toByteArray(), request.getRangeEnd().toByteArray());
  }

  private @Nullable String refusal(WatchCreateRequest request) {
    ByteString end = request.getRangeEnd();
    ByteString key = request.getKey().isEmpty() ? ZERO : request.getKey();
    if (!end.isEmpty()
        && !end.equals(ZERO)
        && ByteString.unsignedLexicographicalComparator().compare(key, end) >= 0) {
      return EMPTY_RANGE;
    }
    return request.getWatchId() != 0 && isTaken(request.getWatchId()) ? DUPLICATE_ID : null;
  }

  private boolean isTaken(long id) {
    return watches.containsKey(id) || compacted.contains(id);
  }

  private long id(long wanted) {
    if (wanted != 0) {
      return wanted;
    }
    while (isTaken(nextId)) {
      nextId++;
    }
    return nextId++;
  }

  private void cancel(long id) {
    StreamWatch watch;
    synchronized (this) {
      watch = watches.remove(id);
      if (watch == null && !compacted.remove(id)) {
        return;
      }
    }
    if (watch != null) {
      watch.cancel(hub);
    }
    synchronized (this) {
      send(
          WatchResponse.newBuilder()
              .setHeader(services.headers().at(services.reader().revision()))
              .setWatchId(id)
              .setCanceled(true)
              .build());
    }
  }

  // ---- progress

  /** Says how far all watches were told, once none of them lags. */
  void answerProgress() {
    List<Watch> all;
    synchronized (this) {
      if (!progressWanted || closed) {
        return;
      }
      all = handles(watches.values());
    }
    hub.progress(all, this::tellProgress);
  }

  private synchronized void tellProgress(long revision) {
    if (!progressWanted) {
      return; // the request's thread and the one that catches up may both have found it wanted
    }
    progressWanted = false;
    send(
        WatchResponse.newBuilder()
            .setHeader(services.headers().at(revision))
            .setWatchId(NO_WATCH)
            .build());
  }

  /**
   * Tells the watches that asked for it, and heard nothing since the last time, how far they are.
   */
  void notifyProgress() {
    List<StreamWatch> idle = new ArrayList<>();
    synchronized (this) {
      for (StreamWatch watch : watches.values()) {
        if (watch.wantsProgress()) {
          idle.add(watch);
        }
      }
    }
    for (StreamWatch watch : idle) {
      hub.progress(handles(List.of(watch)), watch::tellProgress);
    }
  }

  private static List<Watch> handles(Iterable<StreamWatch> watches) {
    List<Watch> handles = new ArrayList<>();
    watches.forEach(watch -> {
      Watch handle = watch.handle();
      if (handle != null) {
        handles.add(handle);
      }
    });
    return handles;
  }

  // ---- what goes out

  boolean ready() {
    return observer.isReady();
  }

  /** Sends unless the stream has ended. */
  synchronized void send(WatchResponse response) {
    if (!closed) {
      observer.onNext(response);
    }
  }

  /** Compaction ended a watch; as in etcd its id stays taken until the client cancels it. */
  synchronized void compacted(long id) {
    watches.remove(id);
    compacted.add(id);
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  // ---- the end

  /** The leader is gone for too long. */
  void endLeaderless() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      observer.onError(Statuses.of(KvError.NO_LEADER));
    }
    release();
  }

  /** The client has gone. */
  void cancelled() {
    synchronized (this) {
      closed = true;
    }
    release();
  }

  private void release() {
    List<StreamWatch> all;
    synchronized (this) {
      all = List.copyOf(watches.values());
      watches.clear();
    }
    all.forEach(watch -> watch.cancel(hub));
  }

  @Override
  public void onError(Throwable failure) {
    cancelled();
  }

  /** A client that sends no more may still listen. */
  @Override
  public void onCompleted() {}
}
