package dev.trimaran.raft.kv.txn;

import dev.trimaran.raft.client.etcd.DeleteRangeRequest;
import dev.trimaran.raft.client.etcd.DeleteRangeResponse;
import dev.trimaran.raft.client.etcd.PutRequest;
import dev.trimaran.raft.client.etcd.PutResponse;
import dev.trimaran.raft.client.etcd.RequestOp;
import dev.trimaran.raft.client.etcd.ResponseHeader;
import dev.trimaran.raft.client.etcd.ResponseOp;
import dev.trimaran.raft.client.etcd.TxnRequest;
import dev.trimaran.raft.client.etcd.TxnResponse;
import dev.trimaran.raft.kv.lease.LeaseTable;
import dev.trimaran.raft.kv.model.KvError;
import dev.trimaran.raft.kv.mvcc.KeySpan;
import dev.trimaran.raft.kv.mvcc.MvccStore;
import dev.trimaran.raft.kv.mvcc.Version;
import dev.trimaran.raft.kv.mvcc.WriteTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Applies puts, deletes and transactions: checks everything first, then changes all or nothing. */
public final class Writes {

  private final MvccStore store;
  private final LeaseTable leases;

  public Writes(MvccStore store, LeaseTable leases) {
    this.store = store;
    this.leases = leases;
  }

  public Outcome put(PutRequest request) {
    try (WriteTransaction transaction = store.begin()) {
      // As in etcd, a put alone looks for its lease first, one in a transaction for its key.
      KvError refusal =
          lacksLease(request) ? KvError.LEASE_NOT_FOUND : refusal(transaction, request);
      if (refusal != null) {
        return Outcome.refused(transaction.revision(), refusal);
      }
      PutResponse.Builder response = put(transaction, request);
      return new Outcome(transaction.revision(), response.build(), null);
    }
  }

  public Outcome deleteRange(DeleteRangeRequest request) {
    try (WriteTransaction transaction = store.begin()) {
      DeleteRangeResponse.Builder response = deleteRange(transaction, request);
      return new Outcome(transaction.revision(), response.build(), null);
    }
  }

  /** Deletes keys that hang on a revoked lease, in one revision, in their order. */
  public long deleteKeys(List<byte[]> sortedKeys) {
    try (WriteTransaction transaction = store.begin()) {
      for (byte[] key : sortedKeys) {
        Version live = transaction.get(key);
        if (live != null) {
          transaction.delete(live);
        }
      }
      return transaction.revision();
    }
  }

  public Outcome txn(TxnRequest request) {
    try (WriteTransaction transaction = store.begin()) {
      List<Boolean> path = new ArrayList<>();
      choose(request, transaction.revision(), path);
      // As in etcd: all puts are checked before any range.
      KvError refusal = check(request, new Path(path), op -> putRefusal(transaction, op));
      if (refusal == null) {
        refusal = check(request, new Path(path), op -> rangeRefusal(transaction, op));
      }
      if (refusal != null) {
        return Outcome.refused(transaction.revision(), refusal);
      }
      TxnResponse response = run(transaction, request, new Path(path)).build();
      return new Outcome(transaction.revision(), response, null);
    }
  }

  /** A transaction that changes nothing, read at {@code revision} by any thread. */
  public static Outcome readTxn(MvccStore store, TxnRequest request, long revision) {
    boolean succeeded = Compares.allHold(store, revision, request.getCompareList());
    var response = TxnResponse.newBuilder().setSucceeded(succeeded);
    for (RequestOp op : succeeded ? request.getSuccessList() : request.getFailureList()) {
      var answer = ResponseOp.newBuilder();
      switch (op.getRequestCase()) {
        case REQUEST_RANGE -> {
          KvError refusal = Ranges.nestedRefusal(store, op.getRequestRange(), revision);
          if (refusal != null) {
            return Outcome.refused(revision, refusal);
          }
          answer.setResponseRange(
              Ranges.read(store, op.getRequestRange(), revision).setHeader(header(revision)));
        }
        case REQUEST_TXN -> {
          Outcome nested = readTxn(store, op.getRequestTxn(), revision);
          if (nested.error() != null) {
            return nested;
          }
          TxnResponse inner = (TxnResponse) Objects.requireNonNull(nested.response());
          answer.setResponseTxn(inner.toBuilder().setHeader(ResponseHeader.getDefaultInstance()));
        }
        case REQUEST_PUT, REQUEST_DELETE_RANGE ->
            throw new IllegalArgumentException("a read-only transaction has no writes");
        case REQUEST_NOT_SET -> {}
      }
      response.addResponses(answer);
    }
    return new Outcome(revision, response.build(), null);
  }

  // ---- which branches are taken; all guards see the state before the transaction

  private static final class Path {
    private final List<Boolean> taken;
    private int next;

    Path(List<Boolean> taken) {
      this.taken = taken;
    }

    List<RequestOp> branch(TxnRequest request) {
      return taken.get(next) ? request.getSuccessList() : request.getFailureList();
    }

    boolean advance() {
      return taken.get(next++);
    }
  }

  private void choose(TxnRequest request, long revision, List<Boolean> path) {
    boolean holds = Compares.allHold(store, revision, request.getCompareList());
    path.add(holds);
    for (RequestOp op : holds ? request.getSuccessList() : request.getFailureList()) {
      if (op.hasRequestTxn()) {
        choose(op.getRequestTxn(), revision, path);
      }
    }
  }

  // ---- checks

  private static @Nullable KvError check(
      TxnRequest request, Path path, Function<RequestOp, @Nullable KvError> of) {
    List<RequestOp> ops = path.branch(request);
    path.advance();
    for (RequestOp op : ops) {
      KvError refusal = op.hasRequestTxn() ? check(op.getRequestTxn(), path, of) : of.apply(op);
      if (refusal != null) {
        return refusal;
      }
    }
    return null;
  }

  private @Nullable KvError putRefusal(WriteTransaction transaction, RequestOp op) {
    return op.hasRequestPut() ? refusal(transaction, op.getRequestPut()) : null;
  }

  private @Nullable KvError rangeRefusal(WriteTransaction transaction, RequestOp op) {
    return op.hasRequestRange()
        ? Ranges.nestedRefusal(store, op.getRequestRange(), transaction.revision())
        : null;
  }

  private @Nullable KvError refusal(WriteTransaction transaction, PutRequest put) {
    boolean keeps = put.getIgnoreValue() || put.getIgnoreLease();
    if (keeps && transaction.get(put.getKey().toByteArray()) == null) {
      return KvError.KEY_NOT_FOUND;
    }
    return lacksLease(put) ? KvError.LEASE_NOT_FOUND : null;
  }

  private boolean lacksLease(PutRequest put) {
    return put.getLease() != 0 && !leases.contains(put.getLease());
  }

  // ---- changes

  private TxnResponse.Builder run(WriteTransaction transaction, TxnRequest request, Path path) {
    List<RequestOp> ops = path.branch(request);
    var response = TxnResponse.newBuilder().setSucceeded(path.advance());
    for (RequestOp op : ops) {
      response.addResponses(run(transaction, op, path));
    }
    return response;
  }

  private ResponseOp.Builder run(WriteTransaction transaction, RequestOp op, Path path) {
    var answer = ResponseOp.newBuilder();
    return switch (op.getRequestCase()) {
      case REQUEST_PUT ->
          answer.setResponsePut(
              put(transaction, op.getRequestPut()).setHeader(header(transaction.revision())));
      case REQUEST_DELETE_RANGE ->
          answer.setResponseDeleteRange(
              deleteRange(transaction, op.getRequestDeleteRange())
                  .setHeader(header(transaction.revision())));
      case REQUEST_RANGE ->
          answer.setResponseRange(
              Ranges.read(store, op.getRequestRange(), transaction.revision())
                  .setHeader(header(transaction.revision())));
      case REQUEST_TXN ->
          answer.setResponseTxn(
              run(transaction, op.getRequestTxn(), path)
                  .setHeader(ResponseHeader.getDefaultInstance()));
      case REQUEST_NOT_SET -> answer;
    };
  }

  private PutResponse.Builder put(WriteTransaction transaction, PutRequest put) {
    byte[] key = put.getKey().toByteArray();
    Version before = transaction.get(key);
    long lease = put.getIgnoreLease() && before != null ? before.lease() : put.getLease();
    byte[] value =
        put.getIgnoreValue() && before != null
            ? Ranges.valueOf(before)
            : put.getValue().toByteArray();
    transaction.put(key, value, lease);
    leases.moved(key, before == null ? 0 : before.lease(), lease);
    var response = PutResponse.newBuilder();
    if (put.getPrevKv() && before != null) {
      response.setPrevKv(Ranges.keyValue(before, true));
    }
    return response;
  }

  private DeleteRangeResponse.Builder deleteRange(
      WriteTransaction transaction, DeleteRangeRequest request) {
    KeySpan span = Ranges.span(request.getKey(), request.getRangeEnd());
    List<Version> victims = new ArrayList<>();
    store.scan(span, transaction.writeRevision(), victims::add);
    var response = DeleteRangeResponse.newBuilder().setDeleted(victims.size());
    for (Version victim : victims) {
      transaction.delete(victim);
      leases.moved(victim.key(), victim.lease(), 0);
      if (request.getPrevKv()) {
        response.addPrevKvs(Ranges.keyValue(victim, true));
      }
    }
    return response;
  }

  private static ResponseHeader header(long revision) {
    return ResponseHeader.newBuilder().setRevision(revision).build();
  }

  /** Whether a transaction, its nested ones included, has no put and no delete. */
  public static boolean readOnly(TxnRequest request) {
    return readOnly(request.getSuccessList()) && readOnly(request.getFailureList());
  }

  /** Whether a branch of a transaction, taken or not, puts anything. */
  public static boolean puts(TxnRequest request) {
    return puts(request.getSuccessList()) || puts(request.getFailureList());
  }

  private static boolean puts(List<RequestOp> ops) {
    return ops.stream()
        .anyMatch(op -> op.hasRequestPut() || (op.hasRequestTxn() && puts(op.getRequestTxn())));
  }

  private static boolean readOnly(List<RequestOp> ops) {
    for (RequestOp op : ops) {
      boolean reads =
          switch (op.getRequestCase()) {
            case REQUEST_RANGE, REQUEST_NOT_SET -> true;
            case REQUEST_TXN -> readOnly(op.getRequestTxn());
            case REQUEST_PUT, REQUEST_DELETE_RANGE -> false;
          };
      if (!reads) {
        return false;
      }
    }
    return true;
  }
}
