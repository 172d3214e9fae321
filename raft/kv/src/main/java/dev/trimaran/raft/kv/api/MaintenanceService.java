package dev.trimaran.raft.kv.api;

import dev.trimaran.base.NodeId;
import dev.trimaran.raft.client.etcd.AlarmMember;
import dev.trimaran.raft.client.etcd.AlarmRequest;
import dev.trimaran.raft.client.etcd.AlarmResponse;
import dev.trimaran.raft.client.etcd.DefragmentRequest;
import dev.trimaran.raft.client.etcd.DefragmentResponse;
import dev.trimaran.raft.client.etcd.HashKVRequest;
import dev.trimaran.raft.client.etcd.HashKVResponse;
import dev.trimaran.raft.client.etcd.HashRequest;
import dev.trimaran.raft.client.etcd.HashResponse;
import dev.trimaran.raft.client.etcd.MaintenanceGrpc;
import dev.trimaran.raft.client.etcd.MoveLeaderRequest;
import dev.trimaran.raft.client.etcd.MoveLeaderResponse;
import dev.trimaran.raft.client.etcd.SnapshotRequest;
import dev.trimaran.raft.client.etcd.SnapshotResponse;
import dev.trimaran.raft.client.etcd.StatusRequest;
import dev.trimaran.raft.client.etcd.StatusResponse;
import dev.trimaran.raft.core.model.Role;
import dev.trimaran.raft.core.model.View;
import dev.trimaran.raft.kv.machine.KvCommand;
import dev.trimaran.raft.kv.machine.KvReader;
import dev.trimaran.raft.kv.model.KvError;
import io.grpc.stub.StreamObserver;
import java.util.function.Function;

/** The state of one node. */
final class MaintenanceService extends MaintenanceGrpc.MaintenanceImplBase {

  private final Services services;
  private final String version;

  MaintenanceService(Services services, String version) {
    this.services = services;
    this.version = version;
  }

  @Override
  public void status(StatusRequest request, StreamObserver<StatusResponse> observer) {
    View view = services.node().view();
    NodeId leader = view.leader();
    long size = services.reader().sizeBytes();
    StatusResponse.Builder response =
        StatusResponse.newBuilder()
            .setHeader(services.headers().at(services.reader().revision()))
            .setVersion(version)
            .setDbSize(size)
            .setDbSizeInUse(size)
            .setLeader(leader == null ? 0 : leader.value())
            .setRaftIndex(view.committed())
            .setRaftTerm(view.term())
            .setRaftAppliedIndex(services.node().applied())
            .setIsLearner(view.configuration().learners().contains(view.self()));
    if (leader == null) {
      response.addErrors(KvError.NO_LEADER.text());
    }
    for (AlarmMember alarm : services.reader().alarms()) {
      response.addErrors(
          "memberID:%s alarm:%s "
              .formatted(Long.toUnsignedString(alarm.getMemberID()), alarm.getAlarm()));
    }
    observer.onNext(response.build());
    observer.onCompleted();
  }

  /** Walks the whole store, so it runs on a thread of its own. */
  @Override
  public void hashKV(HashKVRequest request, StreamObserver<HashKVResponse> observer) {
    hashed(
        request.getRevision(),
        observer,
        hash ->
            HashKVResponse.newBuilder()
                .setHeader(services.headers().at(hash.revision()))
                .setHash(hash.hash())
                .setCompactRevision(hash.compactRevision())
                .build());
  }

  /** The hash of the store as of now: there is no file whose bytes could be hashed. */
  @Override
  public void hash(HashRequest request, StreamObserver<HashResponse> observer) {
    hashed(
        0,
        observer,
        hash ->
            HashResponse.newBuilder()
                .setHeader(services.headers().at(hash.revision()))
                .setHash(hash.hash())
                .build());
  }

  private <R> void hashed(
      long revision, StreamObserver<R> observer, Function<KvReader.Hash, R> reply) {
    Thread.startVirtualThread(() -> {
      KvReader.Hash hash = services.reader().hashKv(revision);
      KvError error = hash.error();
      if (error != null) {
        observer.onError(Statuses.of(error));
      } else {
        observer.onNext(reply.apply(hash));
        observer.onCompleted();
      }
    });
  }

  @Override
  public void alarm(AlarmRequest request, StreamObserver<AlarmResponse> observer) {
    services
        .proposals()
        .propose(
            KvCommand.alarm(request),
            observer,
            AlarmResponse.getDefaultInstance(),
            (response, applied) ->
                response.toBuilder().setHeader(services.headers().at(applied.revision())).build());
  }

  /** Memory is reused as the store runs: there is nothing to do, and as in etcd no header. */
  @Override
  public void defragment(DefragmentRequest request, StreamObserver<DefragmentResponse> observer) {
    observer.onNext(DefragmentResponse.getDefaultInstance());
    observer.onCompleted();
  }

  @Override
  public void moveLeader(MoveLeaderRequest request, StreamObserver<MoveLeaderResponse> observer) {
    View view = services.node().view();
    if (view.role() != Role.LEADER) {
      observer.onError(Statuses.of(KvError.NOT_LEADER));
      return;
    }
    long target = request.getTargetID();
    if (target == 0 || !view.configuration().isVoter(new NodeId(target))) {
      observer.onError(Statuses.of(KvError.BAD_LEADER_TRANSFEREE));
      return;
    }
    services
        .node()
        .transferLeadership(new NodeId(target))
        .whenComplete((_, failure) -> {
          if (failure == null) {
            observer.onNext(MoveLeaderResponse.getDefaultInstance());
            observer.onCompleted();
          } else {
            observer.onError(Statuses.of(failure));
          }
        });
  }

  @Override
  public void snapshot(SnapshotRequest request, StreamObserver<SnapshotResponse> observer) {
    observer.onError(Statuses.unimplemented(NotServed.SNAPSHOT));
  }
}
