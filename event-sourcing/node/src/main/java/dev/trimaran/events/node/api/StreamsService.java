package dev.trimaran.events.node.api;

import dev.trimaran.events.client.streams.AppendReq;
import dev.trimaran.events.client.streams.AppendResp;
import dev.trimaran.events.client.streams.BatchAppendReq;
import dev.trimaran.events.client.streams.BatchAppendResp;
import dev.trimaran.events.client.streams.DeleteReq;
import dev.trimaran.events.client.streams.DeleteResp;
import dev.trimaran.events.client.streams.ReadReq;
import dev.trimaran.events.client.streams.ReadResp;
import dev.trimaran.events.client.streams.StreamsGrpc;
import dev.trimaran.events.client.streams.TombstoneReq;
import dev.trimaran.events.client.streams.TombstoneResp;
import dev.trimaran.events.core.model.ExpectedRevision;
import io.grpc.Context;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;

/** Streams: append, read, subscribe, delete. */
final class StreamsService extends StreamsGrpc.StreamsImplBase {

  private final EventServices services;
  private final Deletes deletes;

  StreamsService(EventServices services) {
    this.services = services;
    this.deletes = new Deletes(services);
  }

  /** Whether the call may be served here; else it is ended. */
  private boolean refused(StreamObserver<?> observer) {
    if (!CallHeaders.requireLeader() || services.cluster().leads()) {
      return false;
    }
    observer.onError(Failures.notLeader(services.cluster().leader()));
    return true;
  }

  @Override
  public StreamObserver<AppendReq> append(StreamObserver<AppendResp> answer) {
    return refused(answer) ? new Ignored<>() : new AppendCall(services, answer);
  }

  @Override
  public StreamObserver<BatchAppendReq> batchAppend(StreamObserver<BatchAppendResp> answers) {
    if (refused(answers)) {
      return new Ignored<>();
    }
    var call =
        new BatchAppendCall(
            services,
            (ServerCallStreamObserver<BatchAppendResp>) answers,
            CallHeaders.requireLeader());
    call.ask();
    return call;
  }

  @Override
  public void read(ReadReq request, StreamObserver<ReadResp> observer) {
    if (refused(observer)) {
      return;
    }
    var out = new Outlet<ReadResp>((ServerCallStreamObserver<ReadResp>) observer);
    boolean barrier = CallHeaders.requireLeader();
    try {
      ReadOptions options = ReadOptions.of(request, services.limits());
      // What headers and the gate have put into the context goes along.
      Context context = Context.current();
      Thread.ofVirtual()
          .start(context.wrap(() -> new ReadCall(services, options, out).run(barrier)));
    } catch (StatusRuntimeException e) {
      observer.onError(e);
    }
  }

  @Override
  public void delete(DeleteReq request, StreamObserver<DeleteResp> observer) {
    if (refused(observer)) {
      return;
    }
    DeleteReq.Options options = request.getOptions();
    try {
      String stream = ProposedMessages.stream(options.getStreamIdentifier(), services.limits());
      ExpectedRevision expected =
          Revisions.expected(
              options.getExpectedStreamRevisionCase().getNumber(), options.getRevision());
      deletes.soft(
          stream,
          expected,
          observer,
          position ->
              DeleteResp.newBuilder()
                  .setPosition(
                      DeleteResp.Position.newBuilder()
                          .setCommitPosition(position)
                          .setPreparePosition(position))
                  .build());
    } catch (StatusRuntimeException e) {
      observer.onError(e);
    }
  }

  @Override
  public void tombstone(TombstoneReq request, StreamObserver<TombstoneResp> observer) {
    if (refused(observer)) {
      return;
    }
    TombstoneReq.Options options = request.getOptions();
    try {
      String stream = ProposedMessages.stream(options.getStreamIdentifier(), services.limits());
      ExpectedRevision expected =
          Revisions.expected(
              options.getExpectedStreamRevisionCase().getNumber(), options.getRevision());
      deletes.tombstone(
          stream,
          expected,
          observer,
          position ->
              TombstoneResp.newBuilder()
                  .setPosition(
                      TombstoneResp.Position.newBuilder()
                          .setCommitPosition(position)
                          .setPreparePosition(position))
                  .build());
    } catch (StatusRuntimeException e) {
      observer.onError(e);
    }
  }
}
