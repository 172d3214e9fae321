package dev.trimaran.raft.kv.api;

import dev.trimaran.raft.client.etcd.ClusterGrpc;
import dev.trimaran.raft.client.etcd.MemberAddRequest;
import dev.trimaran.raft.client.etcd.MemberAddResponse;
import dev.trimaran.raft.client.etcd.MemberListRequest;
import dev.trimaran.raft.client.etcd.MemberListResponse;
import dev.trimaran.raft.client.etcd.MemberPromoteRequest;
import dev.trimaran.raft.client.etcd.MemberPromoteResponse;
import dev.trimaran.raft.client.etcd.MemberRemoveRequest;
import dev.trimaran.raft.client.etcd.MemberRemoveResponse;
import dev.trimaran.raft.client.etcd.MemberUpdateRequest;
import dev.trimaran.raft.client.etcd.MemberUpdateResponse;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;

/** Who is in the cluster. Who they are is fixed at the first start. */
final class ClusterService extends ClusterGrpc.ClusterImplBase {

  private final Services services;
  private final Membership members;

  ClusterService(Services services, Membership members) {
    this.services = services;
    this.members = members;
  }

  /** As etcd's, the header has no revision. */
  @Override
  public void memberList(MemberListRequest request, StreamObserver<MemberListResponse> observer) {
    CompletableFuture<?> caughtUp =
        request.getLinearizable()
            ? services.node().readIndex()
            : CompletableFuture.completedFuture(null);
    caughtUp.whenComplete((_, failure) -> {
      if (failure != null) {
        observer.onError(Statuses.of(failure));
        return;
      }
      MemberListResponse.Builder response =
          MemberListResponse.newBuilder().setHeader(services.headers().at(0));
      members.now().forEach(response::addMembers);
      observer.onNext(response.build());
      observer.onCompleted();
    });
  }

  @Override
  public void memberAdd(MemberAddRequest request, StreamObserver<MemberAddResponse> observer) {
    observer.onError(Statuses.unimplemented(NotServed.MEMBERS));
  }

  @Override
  public void memberRemove(
      MemberRemoveRequest request, StreamObserver<MemberRemoveResponse> observer) {
    observer.onError(Statuses.unimplemented(NotServed.MEMBERS));
  }

  @Override
  public void memberUpdate(
      MemberUpdateRequest request, StreamObserver<MemberUpdateResponse> observer) {
    observer.onError(Statuses.unimplemented(NotServed.MEMBERS));
  }

  @Override
  public void memberPromote(
      MemberPromoteRequest request, StreamObserver<MemberPromoteResponse> observer) {
    observer.onError(Statuses.unimplemented(NotServed.MEMBERS));
  }
}
