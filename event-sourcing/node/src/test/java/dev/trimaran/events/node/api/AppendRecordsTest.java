package dev.trimaran.events.node.api;

import static dev.trimaran.events.node.api.RecordsFixture.JSON;
import static dev.trimaran.events.node.api.RecordsFixture.check;
import static dev.trimaran.events.node.api.RecordsFixture.details;
import static dev.trimaran.events.node.api.RecordsFixture.violation;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.trimaran.events.client.errors.NotLeaderNodeErrorDetails;
import dev.trimaran.events.client.recorderrors.StreamTombstonedErrorDetails;
import dev.trimaran.events.client.records.AppendRecord;
import dev.trimaran.events.client.records.AppendRecordsRequest;
import dev.trimaran.events.client.records.AppendRecordsResponse;
import dev.trimaran.events.client.records.SchemaFormat;
import dev.trimaran.events.client.records.SchemaInfo;
import dev.trimaran.events.client.records.StreamRevision;
import dev.trimaran.events.core.model.ContentType;
import dev.trimaran.events.core.model.Direction;
import dev.trimaran.events.core.model.RecordedEvent;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code AppendRecords} over one node. */
@Timeout(60)
final class AppendRecordsTest {

  @TempDir private Path directory;
  private RecordsFixture fixture;

  @BeforeEach
  void start() throws IOException {
    fixture = new RecordsFixture(directory);
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void recordsOfSeveralStreamsKeepTheirOrder() throws IOException {
    var request = fixture.records("a", "b", "a", "a", "b");
    AppendRecordsResponse answer = fixture.append(request);
    assertThat(fixture.all()).containsExactly("a@0", "b@0", "a@1", "a@2", "b@1");
    assertThat(answer.getPosition()).isEqualTo(4);
    assertThat(answer.getRevisionsList())
        .containsExactly(
            StreamRevision.newBuilder().setStream("a").setRevision(2).build(),
            StreamRevision.newBuilder().setStream("b").setRevision(1).build());
    assertThat(fixture.append(request)).isEqualTo(answer);
    assertThat(fixture.all()).hasSize(5);
  }

  @Test
  void eachCheckThatFailsIsTold() throws IOException {
    fixture.append(fixture.records("a", "a", "soft"));
    deleteSoftly("soft");
    fixture.tombstone("dead");
    fixture.violated(
        fixture
            .records("a")
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
    fixture.append(
        fixture
            .records("a")
            .addChecks(check("a", 1))
            .addChecks(check("none", -1))
            .addChecks(check("soft", -1))
            .addChecks(check("soft", -5))
            .addChecks(check("dead", -6))
            .addChecks(check("dead", -1))
            .addChecks(check("a", -4))
            .addChecks(check("a", -2)));
    assertThat(fixture.all()).hasSize(6);
  }

  private void deleteSoftly(String stream) {
    AppendRecord metadata =
        fixture.record("$$" + stream).toBuilder()
            .setSchema(JSON.toBuilder().setName("$metadata"))
            .setData(ByteString.copyFromUtf8("{\"$tb\":9223372036854775807}"))
            .build();
    fixture.append(AppendRecordsRequest.newBuilder().addRecords(metadata));
  }

  @Test
  void aStreamThatEndedIsNotWrittenWhateverIsChecked() throws IOException {
    fixture.tombstone("dead");
    for (var request :
        List.of(
            fixture.records("dead"), fixture.records("a", "dead").addChecks(check("dead", -6)))) {
      StreamTombstonedErrorDetails ended =
          details(
              fixture.refused(request),
              Code.FAILED_PRECONDITION,
              StreamTombstonedErrorDetails.class);
      assertThat(ended.getStream()).isEqualTo("dead");
    }
    assertThat(fixture.all()).hasSize(1);
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
        fixture.record("a").toBuilder()
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
        fixture.record("a").toBuilder()
            .setSchema(
                SchemaInfo.newBuilder()
                    .setName("packed")
                    .setFormat(SchemaFormat.SCHEMA_FORMAT_AVRO)
                    .setId("s1"))
            .build();
    fixture.append(AppendRecordsRequest.newBuilder().addRecords(json).addRecords(avro));
    List<RecordedEvent> events =
        fixture.node.node().reader().readStream("a", 0, Direction.FORWARDS, 10, 1 << 20).events();
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
    AppendRecord good = fixture.record("a");
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
          fixture.refused(AppendRecordsRequest.newBuilder().addRecords(record));
      assertThat(failure.getStatus().getCode()).as("%s", record).isEqualTo(Code.INVALID_ARGUMENT);
    }
    assertThat(fixture.refused(fixture.records()).getStatus().getCode())
        .isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(
            fixture.refused(fixture.records("a").addChecks(check("a", -3))).getStatus().getCode())
        .isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(fixture.all()).isEmpty();
  }

  @Test
  void onlyTheLeaderAppends() throws InvalidProtocolBufferException {
    fixture.node.leads = false;
    for (StatusRuntimeException failure :
        List.of(
            fixture.refused(fixture.records("a")),
            fixture.session(fixture.request("a", 1)).failure())) {
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
