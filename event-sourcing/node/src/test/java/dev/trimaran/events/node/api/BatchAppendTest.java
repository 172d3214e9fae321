package dev.trimaran.events.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import com.google.protobuf.Empty;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import dev.trimaran.events.client.rpc.Code;
import dev.trimaran.events.client.shared.BadRequest;
import dev.trimaran.events.client.shared.MaximumAppendSizeExceeded;
import dev.trimaran.events.client.shared.StreamDeleted;
import dev.trimaran.events.client.shared.StreamIdentifier;
import dev.trimaran.events.client.shared.Timeout;
import dev.trimaran.events.client.shared.UUID;
import dev.trimaran.events.client.shared.Unknown;
import dev.trimaran.events.client.shared.WrongExpectedVersion;
import dev.trimaran.events.client.streams.BatchAppendReq;
import dev.trimaran.events.client.streams.BatchAppendResp;
import dev.trimaran.events.client.streams.StreamsGrpc;
import dev.trimaran.events.client.streams.TombstoneReq;
import dev.trimaran.events.core.model.Direction;
import dev.trimaran.raft.node.RaftException;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code Streams.BatchAppend} over one node. */
@org.junit.jupiter.api.Timeout(60)
final class BatchAppendTest {

  private static final BatchAppendReq.Options ANY = options("a").setAny(Empty.newBuilder()).build();

  @TempDir private Path directory;
  private ApiFixture fixture;
  private final Answers<BatchAppendResp> answers = new Answers<>();
  private int ids;

  @BeforeEach
  void start() throws IOException {
    fixture = new ApiFixture(directory);
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  private StreamObserver<BatchAppendReq> call() {
    return StreamsGrpc.newStub(fixture.channel).batchAppend(answers);
  }

  private static UUID id(long id) {
    return UUID.newBuilder().setString(new java.util.UUID(0, id).toString()).build();
  }

  private static BatchAppendReq.Options.Builder options(String stream) {
    return BatchAppendReq.Options.newBuilder()
        .setStreamIdentifier(
            StreamIdentifier.newBuilder().setStreamName(ByteString.copyFromUtf8(stream)));
  }

  private BatchAppendReq.ProposedMessage message(int bytes) {
    return BatchAppendReq.ProposedMessage.newBuilder()
        .setId(id(++ids))
        .putMetadata("type", "happened")
        .putMetadata("content-type", "application/octet-stream")
        .setData(ByteString.copyFrom(new byte[bytes]))
        .build();
  }

  private BatchAppendReq.Builder part(long correlation, int messages) {
    var part = BatchAppendReq.newBuilder().setCorrelationId(id(correlation));
    for (int i = 0; i < messages; i++) {
      part.addProposedMessages(message(10));
    }
    return part;
  }

  private BatchAppendReq whole(long correlation, BatchAppendReq.Options options, int messages) {
    return part(correlation, messages).setOptions(options).setIsFinal(true).build();
  }

  private List<?> stream(String name) throws IOException {
    return fixture
        .node()
        .reader()
        .readStream(name, 0, Direction.FORWARDS, 10_000, 64 << 20)
        .events();
  }

  @Test
  void appendsInPartsAreToldApartByTheirCorrelation() throws IOException {
    StreamObserver<BatchAppendReq> call = call();
    BatchAppendReq.Options none = options("b").setNoStream(Empty.newBuilder()).build();
    call.onNext(part(1, 2).setOptions(ANY).build());
    call.onNext(part(2, 1).setOptions(none).build());
    call.onNext(part(1, 1).setIsFinal(true).build());
    BatchAppendResp first = answers.next();
    assertThat(first.getCorrelationId()).isEqualTo(id(1));
    assertThat(first.getSuccess().getCurrentRevision()).isEqualTo(2);
    assertThat(first.getSuccess().getPosition().getCommitPosition()).isEqualTo(2);
    assertThat(first.getStreamIdentifier()).isEqualTo(ANY.getStreamIdentifier());
    assertThat(first.hasAny()).isTrue();
    call.onNext(part(2, 0).setIsFinal(true).build());
    BatchAppendResp second = answers.next();
    assertThat(second.getSuccess().getCurrentRevision()).isZero();
    assertThat(second.getSuccess().getPosition().getPreparePosition()).isEqualTo(3);
    assertThat(second.hasNoStream()).isTrue();
    call.onCompleted();
    answers.end();
    assertThat(stream("a")).hasSize(3);
  }

  @Test
  void aThousandAppendsOfOneCallAreAllAnswered() throws IOException {
    StreamObserver<BatchAppendReq> call = call();
    int appends = 1_000;
    for (int i = 0; i < appends; i++) {
      call.onNext(whole(i, ANY, 1));
    }
    call.onCompleted();
    Map<Long, UUID> revisions = new HashMap<>();
    for (int i = 0; i < appends; i++) {
      BatchAppendResp answer = answers.next();
      revisions.put(answer.getSuccess().getCurrentRevision(), answer.getCorrelationId());
    }
    answers.end();
    assertThat(revisions).hasSize(appends).containsEntry(999L, id(999));
    assertThat(stream("a")).hasSize(appends);
  }

  @Test
  void whatIsWrittenAgainIsToldItsFirstRevision() {
    StreamObserver<BatchAppendReq> call = call();
    BatchAppendReq append = whole(1, ANY, 3);
    call.onNext(append);
    BatchAppendResp first = answers.next();
    call.onNext(append);
    assertThat(answers.next()).isEqualTo(first);
  }

  @Test
  void noEventsOnlyCheckTheStream() {
    StreamObserver<BatchAppendReq> call = call();
    call.onNext(whole(1, options("a").setNoStream(Empty.newBuilder()).build(), 0));
    BatchAppendResp answer = answers.next();
    assertThat(answer.getSuccess().hasNoStream()).isTrue();
    assertThat(answer.getSuccess().hasNoPosition()).isTrue();
  }

  @Test
  void anotherRevisionThanExpectedIsAnErrorOfThatAppendOnly()
      throws InvalidProtocolBufferException {
    StreamObserver<BatchAppendReq> call = call();
    BatchAppendReq.Options exactly = options("a").setStreamPosition(4).build();
    call.onNext(whole(1, exactly, 1));
    BatchAppendResp absent = answers.next();
    assertThat(absent.getError().getCode()).isEqualTo(Code.ALREADY_EXISTS);
    WrongExpectedVersion wrong = absent.getError().getDetails().unpack(WrongExpectedVersion.class);
    assertThat(wrong.hasCurrentNoStream()).isTrue();
    assertThat(wrong.getExpectedStreamPosition()).isEqualTo(4);
    assertThat(absent.getStreamPosition()).isEqualTo(4);
    call.onNext(whole(2, ANY, 2));
    assertThat(answers.next().hasSuccess()).isTrue();
    call.onNext(whole(3, exactly, 1));
    wrong = answers.next().getError().getDetails().unpack(WrongExpectedVersion.class);
    assertThat(wrong.getCurrentStreamRevision()).isEqualTo(1);
  }

  @Test
  void aStreamThatEndedTakesNoMore() throws InvalidProtocolBufferException {
    var options =
        TombstoneReq.Options.newBuilder()
            .setStreamIdentifier(ANY.getStreamIdentifier())
            .setAny(dev.trimaran.events.client.shared.Empty.getDefaultInstance());
    var ignored =
        StreamsGrpc.newBlockingStub(fixture.channel)
            .tombstone(TombstoneReq.newBuilder().setOptions(options).build());
    assertThat(ignored.hasPosition()).isTrue();
    call().onNext(whole(1, ANY, 1));
    BatchAppendResp answer = answers.next();
    assertThat(answer.getError().getCode()).isEqualTo(Code.NOT_FOUND);
    assertThat(answer.getError().getDetails().unpack(StreamDeleted.class).getStreamIdentifier())
        .isEqualTo(ANY.getStreamIdentifier());
  }

  @Test
  void whatIsWrongWithOneAppendIsToldAtItsEnd() throws InvalidProtocolBufferException {
    StreamObserver<BatchAppendReq> call = call();
    call.onNext(part(1, 0).setOptions(ANY).addProposedMessages(message(10)).build());
    BatchAppendReq.ProposedMessage typeless =
        message(10).toBuilder().removeMetadata("type").build();
    call.onNext(part(1, 0).addProposedMessages(typeless).build());
    call.onNext(whole(2, ANY, 1));
    assertThat(answers.next().getCorrelationId()).isEqualTo(id(2));
    call.onNext(part(1, 1).setIsFinal(true).build());
    BatchAppendResp answer = answers.next();
    assertThat(answer.getError().getCode()).isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(answer.getError().getDetails().unpack(BadRequest.class).getMessage())
        .isEqualTo("an event's metadata has no type");
  }

  @Test
  void anAppendBeyondTheLimitIsRefused() throws InvalidProtocolBufferException {
    StreamObserver<BatchAppendReq> call = call();
    call.onNext(part(1, 0).setOptions(ANY).build());
    for (int i = 0; i < 5; i++) {
      call.onNext(part(1, 0).addProposedMessages(message(1 << 20)).build());
    }
    call.onNext(part(1, 0).setIsFinal(true).build());
    BatchAppendResp answer = answers.next();
    assertThat(answer.getError().getCode()).isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(
            answer
                .getError()
                .getDetails()
                .unpack(MaximumAppendSizeExceeded.class)
                .getMaxAppendSize())
        .isEqualTo(ApiFixture.LIMITS.appendBytes());
    // Two that are open at once share the room.
    for (int i = 0; i < 5; i++) {
      var part = part(2 + i % 2, 0).addProposedMessages(message(1 << 20));
      call.onNext(i < 2 ? part.setOptions(ANY).build() : part.build());
    }
    call.onNext(part(2, 0).setIsFinal(true).build());
    assertThat(answers.next().hasSuccess()).isTrue();
    call.onNext(part(3, 0).setIsFinal(true).build());
    assertThat(answers.next().getError().getDetails().is(MaximumAppendSizeExceeded.class)).isTrue();
  }

  @Test
  void noMoreThanSomeAppendsMayBeUnfinished() {
    StreamObserver<BatchAppendReq> call = call();
    for (int i = 0; i <= BatchAppendCall.MAX_OPEN; i++) {
      call.onNext(part(i, 0).setOptions(ANY).build());
    }
    assertThat(answers.failureCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
  }

  @Test
  void aDeadlineThatIsOverIsATimeout() throws IOException {
    StreamObserver<BatchAppendReq> call = call();
    call.onNext(whole(1, ANY.toBuilder().setDeadline(Duration.getDefaultInstance()).build(), 1));
    var past = Timestamp.newBuilder().setSeconds(1);
    call.onNext(whole(2, ANY.toBuilder().setDeadline21100(past).build(), 1));
    for (int i = 0; i < 2; i++) {
      BatchAppendResp answer = answers.next();
      assertThat(answer.getError().getCode()).isEqualTo(Code.DEADLINE_EXCEEDED);
      assertThat(answer.getError().getDetails().is(Timeout.class)).isTrue();
    }
    assertThat(stream("a")).isEmpty();
  }

  @Test
  void aWriteThatTakesTooLongIsATimeout() {
    fixture.writing(_ -> _ -> new CompletableFuture<>());
    var soon = Duration.newBuilder().setNanos(20_000_000);
    call().onNext(whole(1, ANY.toBuilder().setDeadline(soon).build(), 1));
    assertThat(answers.next().getError().getDetails().is(Timeout.class)).isTrue();
  }

  @Test
  void aBusyNodeRefusesTheAppendANodeWithoutLeaderTheCall() {
    StreamObserver<BatchAppendReq> call = call();
    failing(RaftException.Reason.OVERLOADED);
    call.onNext(whole(1, ANY, 1));
    BatchAppendResp answer = answers.next();
    assertThat(answer.getError().getCode()).isEqualTo(Code.UNAVAILABLE);
    assertThat(answer.getError().getDetails().is(Unknown.class)).isTrue();
    failing(RaftException.Reason.NO_LEADER);
    call.onNext(whole(2, ANY, 1));
    assertThat(answers.failureCode()).isEqualTo(Status.Code.UNAVAILABLE);
  }

  private void failing(RaftException.Reason reason) {
    fixture.writing(
        _ -> _ -> CompletableFuture.failedFuture(new RaftException(reason, "told to fail")));
  }

  @Test
  void aNodeThatLeadsNoMoreEndsTheCallOfWhoWantsTheLeader() {
    var headers = new Metadata();
    headers.put(Metadata.Key.of("requires-leader", Metadata.ASCII_STRING_MARSHALLER), "true");
    StreamObserver<BatchAppendReq> strict =
        StreamsGrpc.newStub(fixture.channel)
            .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
            .batchAppend(answers);
    Answers<BatchAppendResp> others = new Answers<>();
    StreamObserver<BatchAppendReq> lenient =
        StreamsGrpc.newStub(fixture.channel).batchAppend(others);
    strict.onNext(whole(1, ANY, 1));
    assertThat(answers.next().hasSuccess()).isTrue();
    fixture.leads = false;
    strict.onNext(whole(2, ANY, 1));
    StatusRuntimeException failure = answers.failure();
    assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
    assertThat(Answers.trailer(failure, "exception")).isEqualTo("not-leader");
    assertThat(Answers.trailer(failure, "leader-endpoint-host")).isEqualTo("127.0.0.2");
    lenient.onNext(whole(3, ANY, 1));
    assertThat(others.next().hasSuccess()).isTrue();
  }
}
