package dev.trimaran.events.node.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.Status;
import dev.trimaran.events.client.recorderrors.AppendConsistencyViolationErrorDetails;
import dev.trimaran.events.client.recorderrors.ConsistencyViolation;
import dev.trimaran.events.client.records.AppendRecord;
import dev.trimaran.events.client.records.AppendRecordsRequest;
import dev.trimaran.events.client.records.AppendRecordsResponse;
import dev.trimaran.events.client.records.AppendRequest;
import dev.trimaran.events.client.records.AppendSessionResponse;
import dev.trimaran.events.client.records.ConsistencyCheck;
import dev.trimaran.events.client.records.SchemaFormat;
import dev.trimaran.events.client.records.SchemaInfo;
import dev.trimaran.events.client.records.StreamsServiceGrpc;
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
import java.util.Objects;

/** Asks the second protocol of one node. */
final class RecordsFixture implements AutoCloseable {

  static final SchemaInfo JSON =
      SchemaInfo.newBuilder()
          .setFormat(SchemaFormat.SCHEMA_FORMAT_JSON)
          .setName("happened")
          .build();

  final ApiFixture node;
  private int ids;

  RecordsFixture(Path directory) throws IOException {
    node = new ApiFixture(directory);
  }

  AppendRecord record(String stream) {
    return AppendRecord.newBuilder()
        .setStream(stream)
        .setRecordId(new java.util.UUID(0, ++ids).toString())
        .setSchema(JSON)
        .setData(ByteString.copyFromUtf8("{}"))
        .build();
  }

  AppendRequest request(String stream, int records) {
    var request = AppendRequest.newBuilder().setStream(stream);
    for (int i = 0; i < records; i++) {
      request.addRecords(record(""));
    }
    return request.build();
  }

  Answers<AppendSessionResponse> session(AppendRequest... requests) {
    Answers<AppendSessionResponse> answers = new Answers<>();
    StreamObserver<AppendRequest> call =
        StreamsServiceGrpc.newStub(node.channel).appendSession(answers);
    for (AppendRequest request : requests) {
      call.onNext(request);
    }
    call.onCompleted();
    return answers;
  }

  AppendRecordsResponse append(AppendRecordsRequest.Builder request) {
    return StreamsServiceGrpc.newBlockingStub(node.channel).appendRecords(request.build());
  }

  AppendRecordsRequest.Builder records(String... streams) {
    var request = AppendRecordsRequest.newBuilder();
    for (String stream : streams) {
      request.addRecords(record(stream));
    }
    return request;
  }

  static ConsistencyCheck check(String stream, long state) {
    return ConsistencyCheck.newBuilder()
        .setStreamState(
            ConsistencyCheck.StreamStateCheck.newBuilder()
                .setStream(stream)
                .setExpectedState(state))
        .build();
  }

  StatusRuntimeException refused(AppendRecordsRequest.Builder request) {
    return catchThrowableOfType(StatusRuntimeException.class, () -> append(request));
  }

  static <D extends Message> D details(StatusRuntimeException failure, Code code, Class<D> type)
      throws InvalidProtocolBufferException {
    assertThat(failure.getStatus().getCode()).isEqualTo(code);
    Status status = Objects.requireNonNull(StatusProto.fromThrowable(failure));
    assertThat(status.getDetailsList()).hasSize(1);
    return status.getDetails(0).unpack(type);
  }

  void violated(AppendRecordsRequest.Builder request, ConsistencyViolation... expected)
      throws InvalidProtocolBufferException {
    assertThat(
            details(
                    refused(request),
                    Code.FAILED_PRECONDITION,
                    AppendConsistencyViolationErrorDetails.class)
                .getViolationsList())
        .containsExactly(expected);
  }

  static ConsistencyViolation violation(int index, String stream, long expected, long actual) {
    return ConsistencyViolation.newBuilder()
        .setCheckIndex(index)
        .setStreamState(
            ConsistencyViolation.StreamStateViolation.newBuilder()
                .setStream(stream)
                .setExpectedState(expected)
                .setActualState(actual))
        .build();
  }

  List<String> all() throws IOException {
    List<String> names = new ArrayList<>();
    for (RecordedEvent event :
        node.node().reader().readAll(0, Direction.FORWARDS, 10_000, 64 << 20).events()) {
      names.add(event.stream() + "@" + event.revision());
    }
    return names;
  }

  void tombstone(String stream) {
    node.node()
        .writer()
        .write(new EventCommand.Tombstone(0, stream, ExpectedRevision.ANY, new EventId(9, 9)))
        .join();
  }

  @Override
  public void close() {
    node.close();
  }
}
