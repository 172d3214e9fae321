package dev.trimaran.raft.kv.api;

import dev.trimaran.raft.client.etcd.CompactionRequest;
import dev.trimaran.raft.client.etcd.CompactionResponse;
import dev.trimaran.raft.client.etcd.DeleteRangeRequest;
import dev.trimaran.raft.client.etcd.DeleteRangeResponse;
import dev.trimaran.raft.client.etcd.KVGrpc;
import dev.trimaran.raft.client.etcd.PutRequest;
import dev.trimaran.raft.client.etcd.PutResponse;
import dev.trimaran.raft.client.etcd.RangeRequest;
import dev.trimaran.raft.client.etcd.RangeResponse;
import dev.trimaran.raft.client.etcd.TxnRequest;
import dev.trimaran.raft.client.etcd.TxnResponse;
import dev.trimaran.raft.kv.machine.KvCommand;
import dev.trimaran.raft.kv.machine.KvResult;
import dev.trimaran.raft.kv.model.KvError;
import io.grpc.stub.StreamObserver;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Keys and values. */
final class KvService extends KVGrpc.KVImplBase {

  /** A range of at most so many keys is read by the thread that learns it may be. */
  private static final int SHORT_RANGE = 64;

  private final Services services;
  private final Quota quota;

  KvService(Services services) {
    this.services = services;
    this.quota = new Quota(services);
  }

  @Override
  public void range(RangeRequest request, StreamObserver<RangeResponse> observer) {
    KvError error = RequestChecks.range(request);
    if (error != null) {
      observer.onError(Statuses.of(error));
      return;
    }
    Runnable read = () -> reply(observer, () -> readRange(request));
    read(request.getSerializable(), isLong(request), read, observer);
  }

  private RangeResponse readRange(RangeRequest request) {
    KvResult result = found(services.reader().range(request));
    return Proposals.response(result, RangeResponse.getDefaultInstance()).toBuilder()
        .setHeader(services.headers().at(result.revision()))
        .build();
  }

  private static KvResult found(KvResult result) {
    KvError error = result.error();
    if (error != null) {
      throw Statuses.of(error);
    }
    return result;
  }

  private static boolean isLong(RangeRequest request) {
    return !request.getRangeEnd().isEmpty()
        && !request.getCountOnly()
        && (request.getLimit() <= 0 || request.getLimit() > SHORT_RANGE);
  }

  /** Waits until this node has applied what was committed by now, unless that does not matter. */
  private <R> void read(
      boolean serializable, boolean isLong, Runnable read, StreamObserver<R> observer) {
    Runnable run = isLong ? () -> Thread.startVirtualThread(read) : read;
    if (serializable) {
      run.run();
      return;
    }
    services
        .node()
        .readIndex()
        .whenComplete((_, failure) -> {
          if (failure == null) {
            run.run();
          } else {
            observer.onError(Statuses.of(failure));
          }
        });
  }

  private static <R> void reply(StreamObserver<R> observer, Supplier<R> read) {
    R response;
    try {
      response = read.get();
    } catch (RuntimeException e) {
      observer.onError(Statuses.of(e));
      return;
    }
    observer.onNext(response);
    observer.onCompleted();
  }

  @Override
  public void put(PutRequest request, StreamObserver<PutResponse> observer) {
    int bytes = request.getSerializedSize();
    KvError error = quota.admits(request) ? RequestChecks.put(request) : KvError.NO_SPACE;
    if (refused(error, bytes, observer)) {
      return;
    }
    services
        .proposals()
        .propose(
            KvCommand.put(request),
            observer,
            PutResponse.getDefaultInstance(),
            (response, applied) ->
                response.toBuilder().setHeader(services.headers().at(applied.revision())).build());
  }

  @Override
  public void deleteRange(
      DeleteRangeRequest request, StreamObserver<DeleteRangeResponse> observer) {
    if (refused(RequestChecks.deleteRange(request), request.getSerializedSize(), observer)) {
      return;
    }
    services
        .proposals()
        .propose(
            KvCommand.deleteRange(request),
            observer,
            DeleteRangeResponse.getDefaultInstance(),
            (response, applied) ->
                response.toBuilder().setHeader(services.headers().at(applied.revision())).build());
  }

  @Override
  public void txn(TxnRequest request, StreamObserver<TxnResponse> observer) {
    KvError error = RequestChecks.txn(request, services.limits().maxTxnOps());
    boolean readsOnly = error == null && RequestChecks.readsOnly(request);
    int bytes = request.getSerializedSize();
    if (!readsOnly && !quota.admits(request)) {
      error = KvError.NO_SPACE;
    }
    if (readsOnly) {
      boolean isLong =
          request.getSuccessList().stream().anyMatch(o -> isLong(o.getRequestRange()))
              || request.getFailureList().stream().anyMatch(o -> isLong(o.getRequestRange()));
      Runnable read = () -> reply(observer, () -> readTxn(request));
      read(RequestChecks.serializable(request), isLong, read, observer);
      return;
    }
    if (refused(error, bytes, observer)) {
      return;
    }
    services
        .proposals()
        .propose(
            KvCommand.txn(request),
            observer,
            TxnResponse.getDefaultInstance(),
            (response, applied) ->
                response.toBuilder().setHeader(services.headers().at(applied.revision())).build());
  }

  private TxnResponse readTxn(TxnRequest request) {
    KvResult result = found(services.reader().readTxn(request));
    return Proposals.response(result, TxnResponse.getDefaultInstance()).toBuilder()
        .setHeader(services.headers().at(result.revision()))
        .build();
  }

  @Override
  public void compact(CompactionRequest request, StreamObserver<CompactionResponse> observer) {
    services
        .proposals()
        .propose(
            KvCommand.compact(request),
            observer,
            CompactionResponse.getDefaultInstance(),
            (response, applied) ->
                response.toBuilder().setHeader(services.headers().at(applied.revision())).build());
  }

  private <R> boolean refused(@Nullable KvError error, int bytes, StreamObserver<R> observer) {
    KvError reason =
        error == null && services.proposals().tooLarge(bytes) ? KvError.REQUEST_TOO_LARGE : error;
    if (reason == null) {
      return false;
    }
    observer.onError(Statuses.of(reason));
    return true;
  }
}
