package dev.trimaran.raft.kv.api;

import dev.trimaran.base.port.Randomness;
import dev.trimaran.raft.client.etcd.LeaseGrantRequest;
import dev.trimaran.raft.client.etcd.LeaseGrantResponse;
import dev.trimaran.raft.client.etcd.LeaseGrpc;
import dev.trimaran.raft.client.etcd.LeaseKeepAliveRequest;
import dev.trimaran.raft.client.etcd.LeaseKeepAliveResponse;
import dev.trimaran.raft.client.etcd.LeaseLeasesRequest;
import dev.trimaran.raft.client.etcd.LeaseLeasesResponse;
import dev.trimaran.raft.client.etcd.LeaseRevokeRequest;
import dev.trimaran.raft.client.etcd.LeaseRevokeResponse;
import dev.trimaran.raft.client.etcd.LeaseStatus;
import dev.trimaran.raft.client.etcd.LeaseTimeToLiveRequest;
import dev.trimaran.raft.client.etcd.LeaseTimeToLiveResponse;
import dev.trimaran.raft.kv.machine.KvCommand;
import dev.trimaran.raft.kv.model.KvError;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;

/** Leases. */
final class LeaseService extends LeaseGrpc.LeaseImplBase {

  private final Services services;
  private final Leases leases;
  private final Quota quota;
  private final LeaderWatch leader;
  private final Randomness randomness;

  LeaseService(Services services, Leases leases, LeaderWatch leader, Randomness randomness) {
    this.services = services;
    this.leases = leases;
    this.leader = leader;
    this.quota = new Quota(services);
    this.randomness = randomness;
  }

  @Override
  public void leaseGrant(LeaseGrantRequest request, StreamObserver<LeaseGrantResponse> observer) {
    if (!quota.admitsLease()) {
      observer.onError(Statuses.of(KvError.NO_SPACE));
      return;
    }
    if (request.getTTL() > ApiLimits.MAX_LEASE_TTL_SECONDS) {
      observer.onError(Statuses.of(KvError.LEASE_TTL_TOO_LARGE));
      return;
    }
    LeaseGrantRequest command =
        LeaseGrantRequest.newBuilder()
            .setID(request.getID() == 0 ? newId() : request.getID())
            .setTTL(Math.max(request.getTTL(), services.limits().minLeaseTtlSeconds()))
            .build();
    services
        .proposals()
        .propose(
            KvCommand.leaseGrant(command),
            observer,
            LeaseGrantResponse.getDefaultInstance(),
            (response, applied) ->
                response.toBuilder().setHeader(services.headers().at(applied.revision())).build());
  }

  /** Positive, and unlikely to be taken. */
  private long newId() {
    long id;
    do {
      id = randomness.nextLong() & Long.MAX_VALUE;
    } while (id == 0);
    return id;
  }

  @Override
  public void leaseRevoke(
      LeaseRevokeRequest request, StreamObserver<LeaseRevokeResponse> observer) {
    services
        .proposals()
        .propose(
            KvCommand.leaseRevoke(request),
            observer,
            LeaseRevokeResponse.getDefaultInstance(),
            (response, applied) ->
                response.toBuilder().setHeader(services.headers().at(applied.revision())).build());
  }

  @Override
  public void leaseTimeToLive(
      LeaseTimeToLiveRequest request, StreamObserver<LeaseTimeToLiveResponse> observer) {
    leases
        .state(request)
        .whenComplete((state, failure) -> {
          if (failure != null) {
            observer.onError(Statuses.of(failure));
            return;
          }
          observer.onNext(
              state.toBuilder()
                  .setHeader(services.headers().at(services.reader().revision()))
                  .build());
          observer.onCompleted();
        });
  }

  @Override
  public void leaseLeases(
      LeaseLeasesRequest request, StreamObserver<LeaseLeasesResponse> observer) {
    LeaseLeasesResponse.Builder response =
        LeaseLeasesResponse.newBuilder()
            .setHeader(services.headers().at(services.reader().revision()));
    leases.all().forEach(id -> response.addLeases(LeaseStatus.newBuilder().setID(id)));
    observer.onNext(response.build());
    observer.onCompleted();
  }

  @Override
  public StreamObserver<LeaseKeepAliveRequest> leaseKeepAlive(
      StreamObserver<LeaseKeepAliveResponse> observer) {
    ServerCallStreamObserver<LeaseKeepAliveResponse> call =
        (ServerCallStreamObserver<LeaseKeepAliveResponse>) observer;
    KeepAliveStream stream = new KeepAliveStream(services, leases, call);
    Runnable end = stream::endLeaderless;
    Runnable ended =
        () -> {
          leader.forget(end);
          stream.cancelled();
        };
    call.setOnCancelHandler(ended);
    call.setOnCloseHandler(ended);
    if (LeaderGuard.required()) {
      leader.watch(end);
    }
    return stream;
  }
}
