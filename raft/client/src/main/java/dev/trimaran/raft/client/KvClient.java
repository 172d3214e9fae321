package dev.trimaran.raft.client;

import com.google.protobuf.ByteString;
import dev.trimaran.raft.client.UnaryCall.Method;
import dev.trimaran.raft.client.etcd.ClusterGrpc;
import dev.trimaran.raft.client.etcd.CompactionRequest;
import dev.trimaran.raft.client.etcd.CompactionResponse;
import dev.trimaran.raft.client.etcd.DeleteRangeRequest;
import dev.trimaran.raft.client.etcd.DeleteRangeResponse;
import dev.trimaran.raft.client.etcd.KVGrpc;
import dev.trimaran.raft.client.etcd.LeaseGrantRequest;
import dev.trimaran.raft.client.etcd.LeaseGrantResponse;
import dev.trimaran.raft.client.etcd.LeaseGrpc;
import dev.trimaran.raft.client.etcd.LeaseKeepAliveRequest;
import dev.trimaran.raft.client.etcd.LeaseKeepAliveResponse;
import dev.trimaran.raft.client.etcd.LeaseLeasesRequest;
import dev.trimaran.raft.client.etcd.LeaseLeasesResponse;
import dev.trimaran.raft.client.etcd.LeaseRevokeRequest;
import dev.trimaran.raft.client.etcd.LeaseRevokeResponse;
import dev.trimaran.raft.client.etcd.LeaseTimeToLiveRequest;
import dev.trimaran.raft.client.etcd.LeaseTimeToLiveResponse;
import dev.trimaran.raft.client.etcd.MaintenanceGrpc;
import dev.trimaran.raft.client.etcd.MemberListRequest;
import dev.trimaran.raft.client.etcd.MemberListResponse;
import dev.trimaran.raft.client.etcd.PutRequest;
import dev.trimaran.raft.client.etcd.PutResponse;
import dev.trimaran.raft.client.etcd.RangeRequest;
import dev.trimaran.raft.client.etcd.RangeResponse;
import dev.trimaran.raft.client.etcd.StatusRequest;
import dev.trimaran.raft.client.etcd.StatusResponse;
import dev.trimaran.raft.client.etcd.TxnRequest;
import dev.trimaran.raft.client.etcd.TxnResponse;
import dev.trimaran.raft.client.etcd.WatchCreateRequest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A client of a cluster that speaks the etcd v3 protocol.
 *
 * <p>Futures fail with {@link KvException}. They complete on the network's threads, so their
 * continuations must not block; {@link #join} waits on the caller's own thread. A read is repeated
 * at the next endpoint when one does not answer; a write only when it is certain that nothing was
 * done. Any thread may use a client.
 */
public final class KvClient implements AutoCloseable {

  private static final Method<RangeRequest, RangeResponse> RANGE =
      new Method<>(KVGrpc.getRangeMethod(), true);
  private static final Method<PutRequest, PutResponse> PUT =
      new Method<>(KVGrpc.getPutMethod(), false);
  private static final Method<DeleteRangeRequest, DeleteRangeResponse> DELETE =
      new Method<>(KVGrpc.getDeleteRangeMethod(), false);
  private static final Method<TxnRequest, TxnResponse> TXN =
      new Method<>(KVGrpc.getTxnMethod(), false);
  private static final Method<CompactionRequest, CompactionResponse> COMPACT =
      new Method<>(KVGrpc.getCompactMethod(), false);
  private static final Method<LeaseGrantRequest, LeaseGrantResponse> GRANT =
      new Method<>(LeaseGrpc.getLeaseGrantMethod(), false);
  private static final Method<LeaseRevokeRequest, LeaseRevokeResponse> REVOKE =
      new Method<>(LeaseGrpc.getLeaseRevokeMethod(), false);
  private static final Method<LeaseTimeToLiveRequest, LeaseTimeToLiveResponse> TIME_TO_LIVE =
      new Method<>(LeaseGrpc.getLeaseTimeToLiveMethod(), true);
  private static final Method<LeaseLeasesRequest, LeaseLeasesResponse> LEASES =
      new Method<>(LeaseGrpc.getLeaseLeasesMethod(), true);
  private static final Method<LeaseKeepAliveRequest, LeaseKeepAliveResponse> KEEP_ALIVE =
      new Method<>(LeaseGrpc.getLeaseKeepAliveMethod(), true);
  private static final Method<MemberListRequest, MemberListResponse> MEMBERS =
      new Method<>(ClusterGrpc.getMemberListMethod(), true);
  private static final Method<StatusRequest, StatusResponse> STATUS =
      new Method<>(MaintenanceGrpc.getStatusMethod(), true);

  private final KvClientConfig config;
  private final Endpoints endpoints;

  private KvClient(KvClientConfig config) {
    this.config = config;
    this.endpoints = new Endpoints(config);
  }

  /** A client of these endpoints ({@code host:port}); connects when it is first used. */
  public static KvClient connect(List<String> endpoints) {
    return connect(KvClientConfig.of(endpoints));
  }

  public static KvClient connect(KvClientConfig config) {
    return new KvClient(config);
  }

  /** Waits for the outcome of a call; fails with its {@link KvException}. */
  public static <T> T join(CompletableFuture<T> call) {
    try {
      return call.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof KvException failure) {
        throw failure;
      }
      throw e;
    }
  }

  /** The bytes of {@code text} in UTF-8. */
  public static ByteString bytes(String text) {
    return ByteString.copyFromUtf8(text);
  }

  public CompletableFuture<PutResponse> put(String key, String value) {
    return put(PutRequest.newBuilder().setKey(bytes(key)).setValue(bytes(value)).build());
  }

  public CompletableFuture<PutResponse> put(PutRequest request) {
    return call(PUT, request);
  }

  /** Reads one key, linearizably; no {@code kvs} when it is absent. */
  public CompletableFuture<RangeResponse> get(String key) {
    return range(RangeRequest.newBuilder().setKey(bytes(key)).build());
  }

  public CompletableFuture<RangeResponse> range(RangeRequest request) {
    return call(RANGE, request);
  }

  public CompletableFuture<DeleteRangeResponse> delete(DeleteRangeRequest request) {
    return call(DELETE, request);
  }

  public CompletableFuture<TxnResponse> txn(TxnRequest request) {
    return call(TXN, request);
  }

  public CompletableFuture<CompactionResponse> compact(CompactionRequest request) {
    return call(COMPACT, request);
  }

  /**
   * Watches from another endpoint when one is lost, without losing or repeating an event.
   *
   * @return closes the watch
   */
  public Watch watch(WatchCreateRequest request, WatchListener listener) {
    Watch watch = new Watch(endpoints, request, listener);
    watch.open();
    return watch;
  }

  public CompletableFuture<LeaseGrantResponse> leaseGrant(LeaseGrantRequest request) {
    return call(GRANT, request);
  }

  public CompletableFuture<LeaseRevokeResponse> leaseRevoke(LeaseRevokeRequest request) {
    return call(REVOKE, request);
  }

  public CompletableFuture<LeaseTimeToLiveResponse> leaseTimeToLive(
      LeaseTimeToLiveRequest request) {
    return call(TIME_TO_LIVE, request);
  }

  public CompletableFuture<LeaseLeasesResponse> leases() {
    return call(LEASES, LeaseLeasesRequest.getDefaultInstance());
  }

  /** Renews a lease once; the answer's TTL is 0 when there is no such lease. */
  public CompletableFuture<LeaseKeepAliveResponse> keepAlive(long lease) {
    return call(KEEP_ALIVE, LeaseKeepAliveRequest.newBuilder().setID(lease).build());
  }

  public CompletableFuture<MemberListResponse> members() {
    return call(MEMBERS, MemberListRequest.getDefaultInstance());
  }

  /** What the node at the endpoint says of itself, or at any when the client has several. */
  public CompletableFuture<StatusResponse> status() {
    return call(STATUS, StatusRequest.getDefaultInstance());
  }

  private <Q, R> CompletableFuture<R> call(Method<Q, R> method, Q request) {
    return new UnaryCall<>(endpoints, config, method, request).start();
  }

  /** Breaks off what is under way and closes the connections. */
  @Override
  public void close() {
    endpoints.close();
  }
}
