package dev.trimaran.raft.kv.api;

import com.google.protobuf.ByteString;
import dev.trimaran.raft.client.etcd.DeleteRangeRequest;
import dev.trimaran.raft.client.etcd.RequestOp;
import dev.trimaran.raft.client.etcd.TxnRequest;
import dev.trimaran.raft.kv.model.KvError;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds a key that one transaction would write twice: two puts, or a put within a delete. The two
 * branches of a nested transaction exclude each other and may share keys.
 */
final class WriteOverlaps {

  private static final Comparator<ByteString> ORDER =
      ByteString.unsignedLexicographicalComparator();

  private final Set<ByteString> puts = new HashSet<>();
  private final List<DeleteRangeRequest> deletes = new ArrayList<>();

  private WriteOverlaps() {}

  static @Nullable KvError find(TxnRequest request) {
    boolean clean =
        new WriteOverlaps().collect(request.getSuccessList())
            && new WriteOverlaps().collect(request.getFailureList());
    return clean ? null : KvError.DUPLICATE_KEY;
  }

  /** Gathers what the operations write; false as soon as something is written twice. */
  private boolean collect(List<RequestOp> operations) {
    for (RequestOp operation : operations) {
      if (operation.hasRequestDeleteRange()) {
        deletes.add(operation.getRequestDeleteRange());
      }
    }
    for (RequestOp operation : operations) {
      if (operation.hasRequestTxn() && !nested(operation.getRequestTxn())) {
        return false;
      }
    }
    for (RequestOp operation : operations) {
      if (operation.hasRequestPut() && !put(operation.getRequestPut().getKey(), Set.of())) {
        return false;
      }
    }
    return true;
  }

  private boolean nested(TxnRequest request) {
    WriteOverlaps success = new WriteOverlaps();
    WriteOverlaps failure = new WriteOverlaps();
    if (!success.collect(request.getSuccessList()) || !failure.collect(request.getFailureList())) {
      return false;
    }
    for (ByteString key : success.puts) {
      if (!put(key, Set.of())) {
        return false;
      }
    }
    for (ByteString key : failure.puts) {
      if (!put(key, success.puts)) {
        return false;
      }
    }
    deletes.addAll(success.deletes);
    deletes.addAll(failure.deletes);
    return true;
  }

  private boolean put(ByteString key, Set<ByteString> excluded) {
    if (puts.contains(key) && !excluded.contains(key)) {
      return false;
    }
    if (deletes.stream().anyMatch(delete -> covers(delete, key))) {
      return false;
    }
    puts.add(key);
    return true;
  }

  /**
   * Whether a delete covers a key. As in etcd, the end of a range is taken literally here: the end
   * "\0", which means "all keys from", covers nothing.
   */
  private static boolean covers(DeleteRangeRequest delete, ByteString key) {
    if (delete.getRangeEnd().isEmpty()) {
      return delete.getKey().equals(key);
    }
    return ORDER.compare(delete.getKey(), key) <= 0 && ORDER.compare(key, delete.getRangeEnd()) < 0;
  }
}
