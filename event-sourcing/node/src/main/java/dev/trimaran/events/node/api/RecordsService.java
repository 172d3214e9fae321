package dev.trimaran.events.node.api;

import dev.trimaran.events.client.records.AppendRecordsRequest;
import dev.trimaran.events.client.records.AppendRecordsResponse;
import dev.trimaran.events.client.records.AppendRequest;
import dev.trimaran.events.client.records.AppendSessionResponse;
import dev.trimaran.events.client.records.StreamsServiceGrpc;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;

/**
 * The second protocol: appends to several streams that take effect together, on the leader only.
 */
final class RecordsService extends StreamsServiceGrpc.StreamsServiceImplBase {

  private final EventServices services;

  RecordsService(EventServices services) {
    this.services = services;
  }

  private boolean refused(StreamObserver<?> observer) {
    if (services.cluster().leads()) {
      return false;
    }
    observer.onError(RecordFailures.notLeader(services.cluster().leader()));
    return true;
  }

  @Override
  public StreamObserver<AppendRequest> appendSession(StreamObserver<AppendSessionResponse> answer) {
    return refused(answer) ? new Ignored<>() : new AppendSessionCall(services, answer);
  }

  @Override
  public void appendRecords(
      AppendRecordsRequest request, StreamObserver<AppendRecordsResponse> answer) {
    if (refused(answer)) {
      return;
    }
    try {
      RecordsAppend append = RecordsAppend.of(request, services);
      Replies.send(services.writer().write(append.command()).thenApply(append::response), answer);
    } catch (StatusRuntimeException | IllegalArgumentException e) {
      answer.onError(Failures.of(e));
    }
  }
}
