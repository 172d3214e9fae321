package dev.trimaran.events.node.api;

import dev.trimaran.events.client.projections.CreateReq;
import dev.trimaran.events.client.projections.CreateResp;
import dev.trimaran.events.client.projections.DeleteReq;
import dev.trimaran.events.client.projections.DeleteResp;
import dev.trimaran.events.client.projections.DisableReq;
import dev.trimaran.events.client.projections.DisableResp;
import dev.trimaran.events.client.projections.EnableReq;
import dev.trimaran.events.client.projections.EnableResp;
import dev.trimaran.events.client.projections.ProjectionsGrpc;
import dev.trimaran.events.client.projections.ResetReq;
import dev.trimaran.events.client.projections.ResetResp;
import dev.trimaran.events.client.projections.ResultReq;
import dev.trimaran.events.client.projections.ResultResp;
import dev.trimaran.events.client.projections.StateReq;
import dev.trimaran.events.client.projections.StateResp;
import dev.trimaran.events.client.projections.StatisticsReq;
import dev.trimaran.events.client.projections.StatisticsResp;
import dev.trimaran.events.client.projections.UpdateReq;
import dev.trimaran.events.client.projections.UpdateResp;
import dev.trimaran.events.client.shared.Empty;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;

/** There are no projections on the server: every call says so, and what there is instead. */
final class ProjectionsService extends ProjectionsGrpc.ProjectionsImplBase {

  private static StatusRuntimeException none() {
    return Status.UNIMPLEMENTED
        .withDescription(
            "this server runs no projections; streams $ce-CATEGORY and $et-TYPE are there without"
                + " them, others are made by a subscriber")
        .asRuntimeException();
  }

  @Override
  public void create(CreateReq request, StreamObserver<CreateResp> observer) {
    observer.onError(none());
  }

  @Override
  public void update(UpdateReq request, StreamObserver<UpdateResp> observer) {
    observer.onError(none());
  }

  @Override
  public void delete(DeleteReq request, StreamObserver<DeleteResp> observer) {
    observer.onError(none());
  }

  @Override
  public void statistics(StatisticsReq request, StreamObserver<StatisticsResp> observer) {
    observer.onError(none());
  }

  @Override
  public void disable(DisableReq request, StreamObserver<DisableResp> observer) {
    observer.onError(none());
  }

  @Override
  public void enable(EnableReq request, StreamObserver<EnableResp> observer) {
    observer.onError(none());
  }

  @Override
  public void reset(ResetReq request, StreamObserver<ResetResp> observer) {
    observer.onError(none());
  }

  @Override
  public void state(StateReq request, StreamObserver<StateResp> observer) {
    observer.onError(none());
  }

  @Override
  public void result(ResultReq request, StreamObserver<ResultResp> observer) {
    observer.onError(none());
  }

  @Override
  public void restartSubsystem(Empty request, StreamObserver<Empty> observer) {
    observer.onError(none());
  }
}
