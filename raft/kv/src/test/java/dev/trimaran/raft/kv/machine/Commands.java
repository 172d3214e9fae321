package dev.trimaran.raft.kv.machine;

import com.google.protobuf.ByteString;
import dev.trimaran.raft.client.etcd.CompactionRequest;
import dev.trimaran.raft.client.etcd.DeleteRangeRequest;
import dev.trimaran.raft.client.etcd.LeaseGrantRequest;
import dev.trimaran.raft.client.etcd.LeaseRevokeRequest;
import dev.trimaran.raft.client.etcd.PutRequest;
import dev.trimaran.raft.client.etcd.RangeRequest;
import dev.trimaran.raft.client.etcd.RequestOp;
import dev.trimaran.raft.client.etcd.TxnRequest;

/** Short ways to say commands. */
final class Commands {

  private Commands() {}

  static PutRequest put(String key, String value, long lease) {
    return PutRequest.newBuilder()
        .setKey(ByteString.copyFromUtf8(key))
        .setValue(ByteString.copyFromUtf8(value))
        .setLease(lease)
        .build();
  }

  static byte[] putCommand(String key, String value, long lease) {
    return KvCommand.put(put(key, value, lease));
  }

  static byte[] putBoth(String first, String second, String value) {
    return KvCommand.txn(
        TxnRequest.newBuilder()
            .addSuccess(RequestOp.newBuilder().setRequestPut(put(first, value, 0)))
            .addSuccess(RequestOp.newBuilder().setRequestPut(put(second, value, 0)))
            .build());
  }

  static byte[] delete(String from, String to) {
    return KvCommand.deleteRange(
        DeleteRangeRequest.newBuilder()
            .setKey(ByteString.copyFromUtf8(from))
            .setRangeEnd(ByteString.copyFromUtf8(to))
            .build());
  }

  static byte[] compact(long revision) {
    return KvCommand.compact(CompactionRequest.newBuilder().setRevision(revision).build());
  }

  static byte[] grant(long id) {
    return KvCommand.leaseGrant(LeaseGrantRequest.newBuilder().setID(id).setTTL(60).build());
  }

  static byte[] revoke(long id) {
    return KvCommand.leaseRevoke(LeaseRevokeRequest.newBuilder().setID(id).build());
  }

  static RangeRequest range(String from, String to, long revision) {
    return RangeRequest.newBuilder()
        .setKey(ByteString.copyFromUtf8(from))
        .setRangeEnd(ByteString.copyFromUtf8(to))
        .setRevision(revision)
        .build();
  }
}
