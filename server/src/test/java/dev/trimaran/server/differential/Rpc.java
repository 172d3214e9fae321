package dev.trimaran.server.differential;

import com.google.protobuf.Message;
import dev.trimaran.raft.client.etcd.KVGrpc;
import dev.trimaran.raft.client.etcd.LeaseGrpc;
import io.grpc.MethodDescriptor;

/** The unary calls that are compared. */
enum Rpc {
  RANGE(KVGrpc.getRangeMethod()),
  PUT(KVGrpc.getPutMethod()),
  DELETE_RANGE(KVGrpc.getDeleteRangeMethod()),
  TXN(KVGrpc.getTxnMethod()),
  COMPACT(KVGrpc.getCompactMethod()),
  LEASE_GRANT(LeaseGrpc.getLeaseGrantMethod()),
  LEASE_REVOKE(LeaseGrpc.getLeaseRevokeMethod()),
  LEASE_TIME_TO_LIVE(LeaseGrpc.getLeaseTimeToLiveMethod()),
  LEASE_LEASES(LeaseGrpc.getLeaseLeasesMethod());

  private final MethodDescriptor<? extends Message, ? extends Message> method;

  Rpc(MethodDescriptor<? extends Message, ? extends Message> method) {
    this.method = method;
  }

  @SuppressWarnings("unchecked") // the generator pairs each call with its own request
  MethodDescriptor<Message, Message> method() {
    return (MethodDescriptor<Message, Message>) method;
  }
}
