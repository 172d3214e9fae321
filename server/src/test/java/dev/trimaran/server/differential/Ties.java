package dev.trimaran.server.differential;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.trimaran.raft.client.etcd.RangeRequest;
import dev.trimaran.raft.client.etcd.RangeRequest.SortOrder;
import dev.trimaran.raft.client.etcd.RangeRequest.SortTarget;
import dev.trimaran.raft.client.etcd.RangeResponse;
import dev.trimaran.raft.client.etcd.RequestOp;
import dev.trimaran.raft.client.etcd.ResponseOp;
import dev.trimaran.raft.client.etcd.TxnRequest;
import dev.trimaran.raft.client.etcd.TxnResponse;
import dev.trimaran.raft.client.mvcc.KeyValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Brings the keys of a sorted range that are equal by what was sorted into the order of the keys:
 * among them etcd's order is an accident of its language's sort, once there are more than {@value
 * #STABLE}. Where a limit cuts through equals, which of them are told is as much of an accident, so
 * only how many, and what they are equal by, is kept of those.
 */
final class Ties {

  /** Up to so many keys that sort is an insertion sort, hence stable. */
  static final int STABLE = 12;

  private static final Comparator<KeyValue> BY_KEY =
      Comparator.comparing(KeyValue::getKey, ByteString.unsignedLexicographicalComparator());

  private Ties() {}

  /** The reply to {@code request} without what is left to chance. */
  static Message settled(Message request, Message reply) {
    if (request instanceof RangeRequest asked && reply instanceof RangeResponse told) {
      return range(asked, told);
    }
    return request instanceof TxnRequest asked && reply instanceof TxnResponse told
        ? txn(asked, told)
        : reply;
  }

  private static TxnResponse txn(TxnRequest asked, TxnResponse told) {
    List<RequestOp> ops = told.getSucceeded() ? asked.getSuccessList() : asked.getFailureList();
    TxnResponse.Builder settled = told.toBuilder();
    for (int i = 0; i < Math.min(ops.size(), told.getResponsesCount()); i++) {
      RequestOp op = ops.get(i);
      ResponseOp.Builder reply = settled.getResponsesBuilder(i);
      if (reply.hasResponseRange()) {
        reply.setResponseRange(range(op.getRequestRange(), reply.getResponseRange()));
      } else if (reply.hasResponseTxn()) {
        reply.setResponseTxn(txn(op.getRequestTxn(), reply.getResponseTxn()));
      }
    }
    return settled.build();
  }

  private static RangeResponse range(RangeRequest asked, RangeResponse told) {
    boolean sorted =
        asked.getSortTarget() != SortTarget.KEY && asked.getSortOrder() != SortOrder.UNRECOGNIZED;
    if (!sorted || told.getCount() <= STABLE) {
      return told;
    }
    RangeResponse.Builder settled = told.toBuilder().clearKvs();
    List<KeyValue> left = told.getKvsList();
    while (!left.isEmpty()) {
      int equals = 1;
      while (equals < left.size()
          && sortedBy(asked, left.get(equals)).equals(sortedBy(asked, left.getFirst()))) {
        equals++;
      }
      List<KeyValue> group = new ArrayList<>(left.subList(0, equals));
      group.sort(BY_KEY);
      if (told.getMore() && equals == left.size()) {
        group.replaceAll(kv -> sortedBy(asked, kv));
      }
      settled.addAllKvs(group);
      left = left.subList(equals, left.size());
    }
    return settled.build();
  }

  /** A key and value that has only what the range was sorted by; none when that is not told. */
  private static KeyValue sortedBy(RangeRequest asked, KeyValue kv) {
    KeyValue.Builder only = KeyValue.newBuilder();
    return switch (asked.getSortTarget()) {
      case KEY, UNRECOGNIZED -> only.setKey(kv.getKey()).build();
      case VERSION -> only.setVersion(kv.getVersion()).build();
      case CREATE -> only.setCreateRevision(kv.getCreateRevision()).build();
      case MOD -> only.setModRevision(kv.getModRevision()).build();
      case VALUE -> only.setValue(kv.getValue()).build();
    };
  }
}
