package dev.trimaran.events.node.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.ListValue;
import com.google.protobuf.Message;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.rpc.Status;
import dev.trimaran.events.client.errors.NotLeaderNodeErrorDetails;
import dev.trimaran.events.client.recorderrors.AppendConsistencyViolationErrorDetails;
import dev.trimaran.events.client.recorderrors.AppendRecordSizeExceededErrorDetails;
import dev.trimaran.events.client.recorderrors.AppendTransactionSizeExceededErrorDetails;
import dev.trimaran.events.client.recorderrors.ConsistencyViolation;
import dev.trimaran.events.client.recorderrors.StreamAlreadyInAppendSessionErrorDetails;
import dev.trimaran.events.client.recorderrors.StreamRevisionConflictErrorDetails;
import dev.trimaran.events.client.recorderrors.StreamTombstonedErrorDetails;
import dev.trimaran.events.client.records.AppendRecord;
import dev.trimaran.events.client.records.AppendRecordsRequest;
import dev.trimaran.events.client.records.AppendRecordsResponse;
import dev.trimaran.events.client.records.AppendRequest;
import dev.trimaran.events.client.records.AppendResponse;
import dev.trimaran.events.client.records.AppendSessionResponse;
import dev.trimaran.events.client.records.ConsistencyCheck;
import dev.trimaran.events.client.records.SchemaFormat;
import dev.trimaran.events.client.records.SchemaInfo;
import dev.trimaran.events.client.records.StreamRevision;
import dev.trimaran.events.client.records.StreamsServiceGrpc;
import dev.trimaran.events.core.model.ContentType;
import dev.trimaran.events.core.model.Direction;
import dev.trimaran.events.core.model.EventCommand;
import dev.trimaran.events.core.model.EventId;
import dev.trimaran.events.core.model.ExpectedRevision;
import dev.trimaran.events.core.model.RecordedEvent;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The second protocol over one node. */
@Timeout(60)
final class RecordsTest {

  private static final SchemaInfo JSON =
      SchemaInfo.newBuilder()
          .setFormat(SchemaFormat.SCHEMA_FORMAT_JSON)
          .setName("happened")
          .build();

  @TempDir private Path directory;
  private ApiFixture fixture;
  private int ids;

  @BeforeEach
  void start() throws IOException {
    fixture = new ApiFixture(directory);
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  // ---- words

  private AppendRecord record(String stream) {
    return AppendRecord.newBuilder()
        .setStream(stream)
        .setRecordId(new java.util.UUID(0, ++ids).toString())
        .setSchema(JSON)
        .setData(ByteString.copyFromUtf8("{}"))
        .build();
  }

  private AppendRequest request(String stream, int records) {
    var request = AppendRequest.newBuilder().setStream(stream);
    for (int i = 0; i < records; i++) {
      request.addRecords(record(""));
    }
    return request.build();
  }

  private Answers<AppendSessionResponse> session(AppendRequest... requests) {
    Answers<AppendSessionResponse> answers = new Answers<>();
    StreamObserver<AppendRequest> call =
        StreamsServiceGrpc.newStub(fixture.channel).appendSession(answers);
    for (AppendRequest request : requests) {
      call.onNext(request);
    }
    call.onCompleted();
    return answers;
  }

  private AppendRecordsResponse append(AppendRecordsRequest.Builder request) {
    return StreamsServiceGrpc.newBlockingStub(fixture.channel).appendRecords(request.build());
  }

  private AppendRecordsRequest.Builder records(String... streams) {
    var request = AppendRecordsRequest.newBuilder();
    for (String stream : streams) {
      request.addRecords(record(stream));
    }
    return request;
  }

  private static ConsistencyCheck check(String stream, long state) {
    return ConsistencyCheck.newBuilder()
        .setStreamState(
            ConsistencyCheck.StreamStateCheck.newBuilder()
                .setStream(stream)
                .setExpectedState(state))
        .build();
  }

  private StatusRuntimeException refused(AppendRecordsRequest.Builder request) {
    return catchThrowableOfType(StatusRuntimeException.class, () -> append(request));
  }

  private static <D extends Message> D details(
      StatusRuntimeException failure, Code code, Class<D> type)
      throws InvalidProtocolBufferException {
    assertThat(failure.getStatus().getCode()).isEqualTo(code);
    Status status = Objects.requireNonNull(StatusProto.fromThrowable(failure));
    assertThat(status.getDetailsList()).hasSize(1);
    return status.getDetails(0).unpack(type);
  }

  private void violated(AppendRecordsRequest.Builder request, ConsistencyViolation... expected)
      throws InvalidProtocolBufferException {
    assertThat(
            details(
                    refused(request),
                    Code.FAILED_PRECONDITION,
                    AppendConsistencyViolationErrorDetails.class)
                .getViolationsList())
        .containsExactly(expected);
  }

  private static ConsistencyViolation violation(
      int index, String stream, long expected, long actual) {
    return ConsistencyViolation.newBuilder()
        .setCheckIndex(index)
        .setStreamState(
            ConsistencyViolation.StreamStateViolation.newBuilder()
                .setStream(stream)
                .setExpectedState(expected)
                .setActualState(actual))
        .build();
  }

  private List<String> all() throws IOException {
    List<String> names = new ArrayList<>();
    for (RecordedEvent event :
        fixture.node().reader().readAll(0, Direction.FORWARDS, 10_000, 64 << 20).events()) {
      names.add(event.stream() + "@" + event.revision());
    }
    return names;
  }

  private void tombstone(String stream) {
    fixture
        .node()
        .writer()
        .write(new EventCommand.Tombstone(0, stream, ExpectedRevision.ANY, new EventId(9, 9)))
        .join();
  }

  // ---- sessions

  @Test
  void aSessionAppendsToSeveralStreamsAtOnce() throws IOException {
    AppendSessionResponse answer = session(request("a", 2), request("b", 1)).next();
    assertThat(answer.getPosition()).isEqualTo(2);
    assertThat(answer.getOutputList())
        .extracting(AppendResponse::getStream, AppendResponse::getStreamRevision)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("a", 1L),
            org.assertj.core.groups.Tuple.tuple("b", 0L));
    assertThat(all()).containsExactly("a@0", "a@1", "b@0");
  }

  @Test
  void aSessionThatIsSentAgainIsToldTheSame() throws IOException {
    AppendRequest[] requests = {request("a", 2), request("b", 1)};
    assertThat(session(requests).next()).isEqualTo(session(requests).next());
    assertThat(all()).hasSize(3);
  }

  @Test
  void oneConflictRefusesTheSession() throws IOException {
    AppendRequest b = request("b", 1).toBuilder().setExpectedRevision(7).build();
    StreamRevisionConflictErrorDetails conflict =
        details(
            session(request("a", 1), b).failure(),
            Code.FAILED_PRECONDITION,
            StreamRevisionConflictErrorDetails.class);
    assertThat(conflict.getStream()).isEqualTo("b");
    assertThat(conflict.getExpectedRevision()).isEqualTo(7);
    assertThat(conflict.getActualRevision()).isEqualTo(-1);
    assertThat(all()).isEmpty();
  }

  @Test
  void whatASessionMustNotBe() throws IOException {
    tombstone("dead");
    assertThat(session().failureCode()).isEqualTo(Code.FAILED_PRECONDITION);
    assertThat(session(request("a", 0)).failureCode()).isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(session(request("", 1)).failureCode()).isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(session(request("$all", 1)).failureCode()).isEqualTo(Code.PERMISSION_DENIED);
    for (long expected : new long[] {-3, -5, -6, Long.MIN_VALUE}) {
      AppendRequest request = request("a", 1).toBuilder().setExpectedRevision(expected).build();
      assertThat(session(request).failureCode()).isEqualTo(Code.INVALID_ARGUMENT);
    }
    assertThat(
            details(
                    session(request("a", 1), request("A", 1)).failure(),
                    Code.ABORTED,
                    StreamAlreadyInAppendSessionErrorDetails.class)
                .getStream())
        .isEqualTo("A");
    assertThat(
            details(
                    session(request("dead", 1)).failure(),
                    Code.FAILED_PRECONDITION,
                    StreamTombstonedErrorDetails.class)
                .getStream())
        .isEqualTo("dead");
    assertThat(all()).hasSize(1);
  }

  @Test
  void sizesAreBounded() throws IOException {
    var large = record("a").toBuilder().setData(ByteString.copyFrom(new byte[(1 << 20) + 1]));
    AppendRecordSizeExceededErrorDetails record =
        details(
            refused(AppendRecordsRequest.newBuilder().addRecords(large)),
            Code.INVALID_ARGUMENT,
            AppendRecordSizeExceededErrorDetails.class);
    assertThat(record.getSize()).isEqualTo((1 << 20) + 1);
    assertThat(record.getMaxSize()).isEqualTo(1 << 20);
    assertThat(record.getRecordId()).isEqualTo(large.getRecordId());
    large.setData(ByteString.copyFrom(new byte[1 << 20]));
    AppendRequest request = AppendRequest.newBuilder().setStream("a").addRecords(large).build();
    AppendRequest[] five = new AppendRequest[5];
    for (int i = 0; i < five.length; i++) {
      five[i] = request.toBuilder().setStream("a" + i).build();
    }
    AppendTransactionSizeExceededErrorDetails append =
        details(
            session(five).failure(), Code.ABORTED, AppendTransactionSizeExceededErrorDetails.class);
    assertThat(append.getMaxSize()).isEqualTo(4 << 20);
    assertThat(all()).isEmpty();
  }

  // ---- records

  @Test
  void recordsOfSeveralStreamsKeepTheirOrder() throws IOException {
    var request = records("a", "b", "a", "a", "b");
    AppendRecordsResponse answer = append(request);
    assertThat(all()).containsExactly("a@0", "b@0", "a@1", "a@2", "b@1");
    assertThat(answer.getPosition()).isEqualTo(4);
    assertThat(answer.getRevisionsList())
        .containsExactly(
            StreamRevision.newBuilder().setStream("a").setRevision(2).build(),
            StreamRevision.newBuilder().setStream("b").setRevision(1).build());
    assertThat(append(request)).isEqualTo(answer);
    assertThat(all()).hasSize(5);
  }

  @Test
  void eachCheckThatFailsIsTold() throws IOException {
    append(records("a", "a", "soft"));
    deleteSoftly("soft");
    tombstone("dead");
    violated(
        records("a")
            .addChecks(check("a", 0))
            .addChecks(check("a", 1))
            .addChecks(check("none", -4))
            .addChecks(check("soft", -4))
            .addChecks(check("dead", -4))
            .addChecks(check("a", -1))
            .addChecks(check("a", -5))
            .addChecks(check("none", 3)),
        violation(0, "a", 0, 1),
        violation(2, "none", -4, -1),
        violation(3, "soft", -4, -5),
        violation(4, "dead", -4, -6),
        violation(5, "a", -1, 1),
        violation(6, "a", -5, 1),
        violation(7, "none", 3, -1));
    append(
        records("a")
            .addChecks(check("a", 1))
            .addChecks(check("none", -1))
            .addChecks(check("soft", -1))
            .addChecks(check("soft", -5))
            .addChecks(check("dead", -6))
            .addChecks(check("dead", -1))
            .addChecks(check("a", -4))
            .addChecks(check("a", -2)));
    assertThat(all()).hasSize(6);
  }

  private void deleteSoftly(String stream) {
    AppendRecord metadata =
        record("$$" + stream).toBuilder()
            .setSchema(JSON.toBuilder().setName("$metadata"))
            .setData(ByteString.copyFromUtf8("{\"$tb\":9223372036854775807}"))
            .build();
    append(AppendRecordsRequest.newBuilder().addRecords(metadata));
  }

  @Test
  void aStreamThatEndedIsNotWrittenWhateverIsChecked() throws IOException {
    tombstone("dead");
    for (var request :
        List.of(records("dead"), records("a", "dead").addChecks(check("dead", -6)))) {
      StreamTombstonedErrorDetails ended =
          details(refused(request), Code.FAILED_PRECONDITION, StreamTombstonedErrorDetails.class);
      assertThat(ended.getStream()).isEqualTo("dead");
    }
    assertThat(all()).hasSize(1);
  }

  @Test
  void propertiesAreReadAsMetadata() throws IOException {
    Value nested =
        Value.newBuilder()
            .setStructValue(
                Struct.newBuilder()
                    .putFields("y", Value.newBuilder().setNumberValue(1.5).build())
                    .putFields("x", Value.newBuilder().setNumberValue(3).build()))
            .build();
    Value list =
        Value.newBuilder()
            .setListValue(
                ListValue.newBuilder()
                    .addValues(Value.newBuilder().setBoolValue(true))
                    .addValues(Value.newBuilder().setNullValueValue(0)))
            .build();
    AppendRecord json =
        record("a").toBuilder()
            .putAllProperties(
                Map.of(
                    "who",
                    Value.newBuilder().setStringValue("käse").build(),
                    "n",
                    nested,
                    "l",
                    list))
            .build();
    AppendRecord avro =
        record("a").toBuilder()
            .setSchema(
                SchemaInfo.newBuilder()
                    .setName("packed")
                    .setFormat(SchemaFormat.SCHEMA_FORMAT_AVRO)
                    .setId("s1"))
            .build();
    append(AppendRecordsRequest.newBuilder().addRecords(json).addRecords(avro));
    List<RecordedEvent> events =
        fixture.node().reader().readStream("a", 0, Direction.FORWARDS, 10, 1 << 20).events();
    assertThat(new String(events.getFirst().event().metadata(), UTF_8))
        .isEqualTo("{\"l\":[true,null],\"n\":{\"x\":3,\"y\":1.5},\"who\":\"käse\"}");
    assertThat(events.getFirst().event().contentType()).isEqualTo(ContentType.JSON);
    assertThat(new String(events.get(1).event().metadata(), UTF_8))
        .isEqualTo("{\"$schema.format\":\"avro\",\"$schema.id\":\"s1\"}");
    assertThat(events.get(1).event().contentType()).isEqualTo(ContentType.BINARY);
    assertThat(events.get(1).type()).isEqualTo("packed");
  }

  @Test
  void whatARecordMustNotBe() throws IOException {
    AppendRecord good = record("a");
    Value infinite = Value.newBuilder().setNumberValue(Double.POSITIVE_INFINITY).build();
    List<AppendRecord> bad =
        List.of(
            good.toBuilder().clearSchema().build(),
            good.toBuilder().setSchema(JSON.toBuilder().clearFormat()).build(),
            good.toBuilder().setSchema(JSON.toBuilder().clearName()).build(),
            good.toBuilder().setRecordId("no uuid").build(),
            good.toBuilder().setStream("").build(),
            good.toBuilder().putProperties("$schema.name", infinite).build(),
            good.toBuilder().putProperties("infinite", infinite).build());
    for (AppendRecord record : bad) {
      StatusRuntimeException failure =
          refused(AppendRecordsRequest.newBuilder().addRecords(record));
      assertThat(failure.getStatus().getCode()).as("%s", record).isEqualTo(Code.INVALID_ARGUMENT);
    }
    assertThat(refused(records()).getStatus().getCode()).isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(refused(records("a").addChecks(check("a", -3))).getStatus().getCode())
        .isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(all()).isEmpty();
  }

  @Test
  void onlyTheLeaderAppends() throws InvalidProtocolBufferException {
    fixture.leads = false;
    for (StatusRuntimeException failure :
        List.of(refused(records("a")), session(request("a", 1)).failure())) {
      NotLeaderNodeErrorDetails.NodeInfo leader =
          details(failure, Code.FAILED_PRECONDITION, NotLeaderNodeErrorDetails.class)
              .getCurrentLeader();
      assertThat(leader.getHost()).isEqualTo("127.0.0.2");
      assertThat(leader.getPort()).isEqualTo(2);
      assertThat(Answers.trailer(failure, "exception")).isEqualTo("not-leader");
      assertThat(Answers.trailer(failure, "leader-endpoint-port")).isEqualTo("2");
    }
  }
}
