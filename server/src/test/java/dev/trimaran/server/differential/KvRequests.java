package dev.trimaran.server.differential;

import com.google.protobuf.ByteString;
import dev.trimaran.raft.client.etcd.CompactionRequest;
import dev.trimaran.raft.client.etcd.Compare;
import dev.trimaran.raft.client.etcd.Compare.CompareResult;
import dev.trimaran.raft.client.etcd.DeleteRangeRequest;
import dev.trimaran.raft.client.etcd.PutRequest;
import dev.trimaran.raft.client.etcd.RangeRequest;
import dev.trimaran.raft.client.etcd.RequestOp;
import dev.trimaran.raft.client.etcd.TxnRequest;

/** Random requests of the KV service. */
final class KvRequests {

  private static final long UNKNOWN_LEASE = 777;
  private static final int TOO_MANY = 129;

  private final Dice dice;
  private final Known known;
  private final boolean serializable;

  /**
   * Whether puts of the transaction under way may keep the value or lease that is there. Then none
   * of its deletes has an open end: such a delete of a key that a later put is to keep is not found
   * to overlap, and etcd 3.4 dies of it.
   */
  private boolean keeping;

  /**
   * @param serializable whether serializable reads may be asked: with more than one node their
   *     replies are a matter of chance
   */
  KvRequests(Dice dice, Known known, boolean serializable) {
    this.dice = dice;
    this.known = known;
    this.serializable = serializable;
  }

  RangeRequest range() {
    ByteString key = dice.key();
    RangeRequest.Builder range =
        RangeRequest.newBuilder().setKey(key).setRangeEnd(dice.rangeEnd(key));
    range.setRevision(dice.revision(known));
    if (dice.percent(30)) {
      range.setLimit(dice.between(-1, 6));
    }
    if (dice.percent(40)) {
      range.setSortOrderValue(dice.percent(3) ? 7 : dice.below(3));
      // Not an unknown target: etcd 3.4 dies of it.
      range.setSortTargetValue(dice.below(5));
    }
    range.setSerializable(serializable && dice.percent(20));
    range.setKeysOnly(dice.percent(15)).setCountOnly(dice.percent(12));
    if (dice.percent(20)) {
      range.setMinModRevision(dice.between(0, known.revision + 1));
    }
    if (dice.percent(20)) {
      range.setMaxModRevision(dice.between(0, known.revision + 1));
    }
    if (dice.percent(10)) {
      range.setMinCreateRevision(dice.between(0, known.revision + 1));
    }
    if (dice.percent(10)) {
      range.setMaxCreateRevision(dice.between(0, known.revision + 1));
    }
    return range.build();
  }

  PutRequest put() {
    PutRequest.Builder put = PutRequest.newBuilder().setKey(dice.key()).setValue(dice.value());
    put.setPrevKv(dice.percent(25));
    if (dice.percent(10)) {
      put.setIgnoreValue(true);
      if (dice.percent(80)) {
        put.clearValue();
      }
    }
    if (dice.percent(25)) {
      put.setLease(dice.percent(90) ? dice.of(known.leases, 0) : UNKNOWN_LEASE);
    }
    if (dice.percent(10)) {
      put.setIgnoreLease(true);
      if (dice.percent(80)) {
        put.clearLease();
      }
    }
    return put.build();
  }

  DeleteRangeRequest deleteRange() {
    ByteString key = dice.key();
    ByteString end = dice.percent(60) ? ByteString.EMPTY : dice.rangeEnd(key);
    return DeleteRangeRequest.newBuilder()
        .setKey(key)
        .setRangeEnd(end)
        .setPrevKv(dice.percent(40))
        .build();
  }

  CompactionRequest compact() {
    long revision =
        switch (dice.below(10)) {
          case 0 -> dice.between(-1, 0);
          case 1 -> known.compacted + dice.between(-1, 0);
          case 2 -> known.revision + dice.between(0, 2);
          default -> dice.between(known.compacted, known.compacted + 20);
        };
    return CompactionRequest.newBuilder()
        .setRevision(revision)
        .setPhysical(dice.percent(50))
        .build();
  }

  /** A transaction, nested up to twice. */
  TxnRequest txn() {
    keeping = dice.percent(50);
    return txn(2);
  }

  private TxnRequest txn(int depth) {
    TxnRequest.Builder txn = TxnRequest.newBuilder();
    for (int i = dice.below(4); i > 0; i--) {
      txn.addCompare(compare());
    }
    for (int i = dice.below(4); i > 0; i--) {
      txn.addSuccess(op(depth));
    }
    for (int i = dice.below(3); i > 0; i--) {
      txn.addFailure(op(depth));
    }
    if (dice.percent(1)) {
      tooMany(txn);
    }
    return txn.build();
  }

  private void tooMany(TxnRequest.Builder txn) {
    for (int i = 0; i < TOO_MANY; i++) {
      switch (dice.below(3)) {
        case 0 -> txn.addCompare(compare());
        case 1 -> txn.addSuccess(op(0));
        default -> txn.addFailure(op(0));
      }
    }
  }

  private RequestOp op(int depth) {
    RequestOp.Builder op = RequestOp.newBuilder();
    int choice = dice.below(100);
    if (choice < 2) {
      return op.build();
    }
    if (choice < 35) {
      RangeRequest range = range();
      if (!serializable && !known.keeps(range.getRevision())) {
        // Of many members of etcd only the one that is asked refuses; the others write.
        range = range.toBuilder().clearRevision().build();
      }
      return op.setRequestRange(range).build();
    }
    if (choice < 75) {
      PutRequest put = put();
      return op.setRequestPut(
              keeping ? put : put.toBuilder().clearIgnoreValue().clearIgnoreLease().build())
          .build();
    }
    if (choice < 88 || depth == 0) {
      DeleteRangeRequest delete = deleteRange();
      boolean open = delete.getRangeEnd().equals(Dice.OPEN);
      return op.setRequestDeleteRange(
              keeping && open ? delete.toBuilder().clearRangeEnd().build() : delete)
          .build();
    }
    return op.setRequestTxn(txn(depth - 1)).build();
  }

  private Compare compare() {
    ByteString key = dice.key();
    Compare.Builder compare = Compare.newBuilder().setKey(key);
    if (dice.percent(30)) {
      compare.setRangeEnd(dice.rangeEnd(key));
    }
    compare.setResultValue(dice.percent(1) ? 8 : dice.below(4));
    int target = dice.below(5);
    compare.setTargetValue(dice.percent(1) ? 9 : target);
    // Now and then the value is of another target than the one named.
    switch (dice.percent(3) ? dice.below(5) : target) {
      case 0 -> compare.setVersion(dice.between(0, 4));
      case 1 -> compare.setCreateRevision(dice.between(0, known.revision));
      case 2 -> compare.setModRevision(dice.between(0, known.revision));
      case 3 -> compare.setValue(dice.value());
      default -> {
        compare.setLease(dice.percent(50) ? 0 : dice.of(known.leases, 0));
        if (compare.getLease() >= LeaseNames.FIRST) {
          // Which of two ids that a server chose is the greater is a matter of chance.
          compare.setResult(dice.percent(50) ? CompareResult.EQUAL : CompareResult.NOT_EQUAL);
        }
      }
    }
    return compare.build();
  }
}
