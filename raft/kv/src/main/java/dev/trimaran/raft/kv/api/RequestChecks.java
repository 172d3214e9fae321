package dev.trimaran.raft.kv.api;

import dev.trimaran.raft.client.etcd.Compare;
import dev.trimaran.raft.client.etcd.DeleteRangeRequest;
import dev.trimaran.raft.client.etcd.PutRequest;
import dev.trimaran.raft.client.etcd.RangeRequest;
import dev.trimaran.raft.client.etcd.RequestOp;
import dev.trimaran.raft.client.etcd.TxnRequest;
import dev.trimaran.raft.kv.model.KvError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is refused before anything is proposed or read, in etcd's order. */
final class RequestChecks {

  private RequestChecks() {}

  static @Nullable KvError range(RangeRequest request) {
    if (request.getKey().isEmpty()) {
      return KvError.EMPTY_KEY;
    }
    return null;
  }

  static @Nullable KvError put(PutRequest request) {
    if (request.getKey().isEmpty()) {
      return KvError.EMPTY_KEY;
    }
    if (request.getIgnoreValue() && !request.getValue().isEmpty()) {
      return KvError.VALUE_PROVIDED;
    }
    if (request.getIgnoreLease() && request.getLease() != 0) {
      return KvError.LEASE_PROVIDED;
    }
    return null;
  }

  static @Nullable KvError deleteRange(DeleteRangeRequest request) {
    return request.getKey().isEmpty() ? KvError.EMPTY_KEY : null;
  }

  static @Nullable KvError txn(TxnRequest request, int maxOps) {
    KvError error = shape(request, maxOps);
    return error == null ? WriteOverlaps.find(request) : error;
  }

  private static @Nullable KvError shape(TxnRequest request, int maxOps) {
    int ops =
        Math.max(
            request.getCompareCount(),
            Math.max(request.getSuccessCount(), request.getFailureCount()));
    if (ops > maxOps) {
      return KvError.TOO_MANY_OPS;
    }
    for (Compare compare : request.getCompareList()) {
      if (compare.getKey().isEmpty()) {
        return KvError.EMPTY_KEY;
      }
    }
    KvError error = operations(request.getSuccessList(), maxOps - ops);
    return error == null ? operations(request.getFailureList(), maxOps - ops) : error;
  }

  /** What is nested may hold as many operations as its parent left over. */
  private static @Nullable KvError operations(List<RequestOp> operations, int maxOps) {
    for (RequestOp operation : operations) {
      KvError error =
          switch (operation.getRequestCase()) {
            case REQUEST_RANGE -> range(operation.getRequestRange());
            case REQUEST_PUT -> put(operation.getRequestPut());
            case REQUEST_DELETE_RANGE -> deleteRange(operation.getRequestDeleteRange());
            case REQUEST_TXN -> shape(operation.getRequestTxn(), maxOps);
            case REQUEST_NOT_SET -> KvError.KEY_NOT_FOUND;
          };
      if (error != null) {
        return error;
      }
    }
    return null;
  }

  /** Whether a transaction only reads; a nested one counts as a write, as etcd has it. */
  static boolean readsOnly(TxnRequest request) {
    return onlyRanges(request.getSuccessList()) && onlyRanges(request.getFailureList());
  }

  private static boolean onlyRanges(List<RequestOp> operations) {
    return operations.stream().allMatch(RequestOp::hasRequestRange);
  }

  /** Whether every range of a read-only transaction is content with this node's state. */
  static boolean serializable(TxnRequest request) {
    return request.getSuccessList().stream().allMatch(o -> o.getRequestRange().getSerializable())
        && request.getFailureList().stream().allMatch(o -> o.getRequestRange().getSerializable());
  }
}
