package dev.trimaran.events.node.api;

import static dev.trimaran.events.node.api.RecordsFixture.details;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.trimaran.events.client.recorderrors.AppendRecordSizeExceededErrorDetails;
import dev.trimaran.events.client.recorderrors.AppendTransactionSizeExceededErrorDetails;
import dev.trimaran.events.client.recorderrors.StreamAlreadyInAppendSessionErrorDetails;
import dev.trimaran.events.client.recorderrors.StreamRevisionConflictErrorDetails;
import dev.trimaran.events.client.recorderrors.StreamTombstonedErrorDetails;
import dev.trimaran.events.client.records.AppendRecordsRequest;
import dev.trimaran.events.client.records.AppendRequest;
import dev.trimaran.events.client.records.AppendResponse;
import dev.trimaran.events.client.records.AppendSessionResponse;
import io.grpc.Status.Code;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code AppendSession} over one node. */
@Timeout(60)
final class AppendSessionTest {

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
  void aSessionAppendsToSeveralStreamsAtOnce() throws IOException {
    AppendSessionResponse answer =
        fixture.session(fixture.request("a", 2), fixture.request("b", 1)).next();
    assertThat(answer.getPosition()).isEqualTo(2);
    assertThat(answer.getOutputList())
        .extracting(AppendResponse::getStream, AppendResponse::getStreamRevision)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("a", 1L),
            org.assertj.core.groups.Tuple.tuple("b", 0L));
    assertThat(fixture.all()).containsExactly("a@0", "a@1", "b@0");
  }

  @Test
  void aSessionThatIsSentAgainIsToldTheSame() throws IOException {
    AppendRequest[] requests = {fixture.request("a", 2), fixture.request("b", 1)};
    assertThat(fixture.session(requests).next()).isEqualTo(fixture.session(requests).next());
    assertThat(fixture.all()).hasSize(3);
  }

  @Test
  void oneConflictRefusesTheSession() throws IOException {
    AppendRequest b = fixture.request("b", 1).toBuilder().setExpectedRevision(7).build();
    StreamRevisionConflictErrorDetails conflict =
        details(
            fixture.session(fixture.request("a", 1), b).failure(),
            Code.FAILED_PRECONDITION,
            StreamRevisionConflictErrorDetails.class);
    assertThat(conflict.getStream()).isEqualTo("b");
    assertThat(conflict.getExpectedRevision()).isEqualTo(7);
    assertThat(conflict.getActualRevision()).isEqualTo(-1);
    assertThat(fixture.all()).isEmpty();
  }

  @Test
  void whatASessionMustNotBe() throws IOException {
    fixture.tombstone("dead");
    assertThat(fixture.session().failureCode()).isEqualTo(Code.FAILED_PRECONDITION);
    assertThat(fixture.session(fixture.request("a", 0)).failureCode())
        .isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(fixture.session(fixture.request("", 1)).failureCode())
        .isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(fixture.session(fixture.request("$all", 1)).failureCode())
        .isEqualTo(Code.PERMISSION_DENIED);
    for (long expected : new long[] {-3, -5, -6, Long.MIN_VALUE}) {
      AppendRequest request =
          fixture.request("a", 1).toBuilder().setExpectedRevision(expected).build();
      assertThat(fixture.session(request).failureCode()).isEqualTo(Code.INVALID_ARGUMENT);
    }
    assertThat(
            details(
                    fixture.session(fixture.request("a", 1), fixture.request("A", 1)).failure(),
                    Code.ABORTED,
                    StreamAlreadyInAppendSessionErrorDetails.class)
                .getStream())
        .isEqualTo("A");
    assertThat(
            details(
                    fixture.session(fixture.request("dead", 1)).failure(),
                    Code.FAILED_PRECONDITION,
                    StreamTombstonedErrorDetails.class)
                .getStream())
        .isEqualTo("dead");
    assertThat(fixture.all()).hasSize(1);
  }

  @Test
  void sizesAreBounded() throws IOException {
    var large =
        fixture.record("a").toBuilder().setData(ByteString.copyFrom(new byte[(1 << 20) + 1]));
    AppendRecordSizeExceededErrorDetails record =
        details(
            fixture.refused(AppendRecordsRequest.newBuilder().addRecords(large)),
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
            fixture.session(five).failure(),
            Code.ABORTED,
            AppendTransactionSizeExceededErrorDetails.class);
    assertThat(append.getMaxSize()).isEqualTo(4 << 20);
    assertThat(fixture.all()).isEmpty();
  }
}
