package dev.trimaran.raft.kv.api;

import dev.trimaran.raft.client.etcd.WatchGrpc;
import dev.trimaran.raft.client.etcd.WatchRequest;
import dev.trimaran.raft.client.etcd.WatchResponse;
import dev.trimaran.raft.kv.watch.WatchHub;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Watches. */
final class WatchService extends WatchGrpc.WatchImplBase {

  /** Bytes that may wait in a stream before its watches are told to lag. */
  private static final int READY_BYTES = 256 << 10;

  private final Services services;
  private final WatchHub hub;
  private final LeaderWatch leader;
  private final Set<WatchStream> streams = ConcurrentHashMap.newKeySet();

  WatchService(Services services, WatchHub hub, LeaderWatch leader) {
    this.services = services;
    this.hub = hub;
    this.leader = leader;
  }

  @Override
  public StreamObserver<WatchRequest> watch(StreamObserver<WatchResponse> observer) {
    ServerCallStreamObserver<WatchResponse> call =
        (ServerCallStreamObserver<WatchResponse>) observer;
    call.setOnReadyThreshold(READY_BYTES);
    WatchStream stream = new WatchStream(services, hub, call);
    Runnable end = stream::endLeaderless;
    streams.add(stream);
    call.setOnReadyHandler(hub::wake);
    Runnable ended =
        () -> {
          streams.remove(stream);
          leader.forget(end);
          stream.cancelled();
        };
    call.setOnCancelHandler(ended);
    call.setOnCloseHandler(ended);
    if (LeaderGuard.required()) {
      leader.watch(end);
    }
    return stream;
  }

  /** Streams that are open. */
  int streams() {
    return streams.size();
  }

  /** Answers requests for progress that had to wait. */
  void tick() {
    streams.forEach(WatchStream::answerProgress);
  }

  /** Sends the notices of an interval. */
  void notifyProgress() {
    streams.forEach(WatchStream::notifyProgress);
  }
}
