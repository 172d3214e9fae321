package dev.trimaran.raft.kv.api;

import dev.trimaran.raft.client.etcd.AlarmRequest;
import dev.trimaran.raft.client.etcd.AlarmType;
import dev.trimaran.raft.client.etcd.PutRequest;
import dev.trimaran.raft.client.etcd.RequestOp;
import dev.trimaran.raft.client.etcd.TxnRequest;
import dev.trimaran.raft.kv.machine.KvCommand;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Refuses what would grow the store beyond its quota, and raises the alarm that says so to all. */
final class Quota {

  /** What etcd reckons for a lease, and for a put beyond its bytes. */
  private static final int LEASE_BYTES = 64;

  private static final int PUT_BYTES = 256;

  private final Services services;
  private final AtomicBoolean raising = new AtomicBoolean();

  Quota(Services services) {
    this.services = services;
  }

  boolean admits(PutRequest request) {
    return admits(bytes(request));
  }

  /** What only deletes always passes: it is how a full store is made smaller. */
  boolean admits(TxnRequest request) {
    long bytes = bytes(request);
    return bytes == 0 || admits(bytes);
  }

  private static long bytes(PutRequest request) {
    return PUT_BYTES + request.getKey().size() + request.getValue().size();
  }

  private static long bytes(TxnRequest request) {
    return Math.max(bytes(request.getSuccessList()), bytes(request.getFailureList()));
  }

  private static long bytes(List<RequestOp> operations) {
    long bytes = 0;
    for (RequestOp operation : operations) {
      if (operation.hasRequestPut()) {
        bytes += bytes(operation.getRequestPut());
      } else if (operation.hasRequestTxn()) {
        bytes += bytes(operation.getRequestTxn());
      }
    }
    return bytes;
  }

  boolean admitsLease() {
    return admits(LEASE_BYTES);
  }

  private boolean admits(long bytes) {
    if (services.reader().overQuota(bytes)) {
      raise();
      return false;
    }
    return !services.reader().noSpace();
  }

  private void raise() {
    if (services.reader().noSpace() || !raising.compareAndSet(false, true)) {
      return;
    }
    AlarmRequest request =
        AlarmRequest.newBuilder()
            .setAction(AlarmRequest.AlarmAction.ACTIVATE)
            .setMemberID(services.headers().self().value())
            .setAlarm(AlarmType.NOSPACE)
            .build();
    services.node().propose(KvCommand.alarm(request)).whenComplete((_, _) -> raising.set(false));
  }
}
