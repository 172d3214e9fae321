package dev.trimaran.events.node.api;

import com.google.protobuf.Any;
import com.google.protobuf.Message;
import com.google.rpc.Status;
import dev.trimaran.events.client.errors.NotLeaderNodeErrorDetails;
import dev.trimaran.events.client.recorderrors.AppendConsistencyViolationErrorDetails;
import dev.trimaran.events.client.recorderrors.AppendRecordSizeExceededErrorDetails;
import dev.trimaran.events.client.recorderrors.AppendTransactionSizeExceededErrorDetails;
import dev.trimaran.events.client.recorderrors.ConsistencyViolation;
import dev.trimaran.events.client.recorderrors.StreamAlreadyInAppendSessionErrorDetails;
import dev.trimaran.events.client.recorderrors.StreamRevisionConflictErrorDetails;
import dev.trimaran.events.client.recorderrors.StreamTombstonedErrorDetails;
import dev.trimaran.events.core.model.CommandResult;
import dev.trimaran.events.core.model.ExpectedRevision;
import dev.trimaran.events.core.model.StreamState;
import dev.trimaran.events.node.model.ClusterView;
import io.grpc.Metadata;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Errors of the second protocol: a status with one message of details, in {@code
 * grpc-status-details-bin}.
 */
final class RecordFailures {

  private RecordFailures() {}

  private static StatusRuntimeException failure(Code code, String text, Message details) {
    return failure(code, text, details, new Metadata());
  }

  private static StatusRuntimeException failure(
      Code code, String text, Message details, Metadata trailers) {
    Status status =
        Status.newBuilder()
            .setCode(code.value())
            .setMessage(text)
            .addDetails(Any.pack(details))
            .build();
    return StatusProto.toStatusRuntimeException(status, trailers);
  }

  /** Another node leads. Told in the words of both protocols: some clients follow only the old. */
  static StatusRuntimeException notLeader(ClusterView.@Nullable Member leader) {
    StatusRuntimeException old = Failures.notLeader(leader);
    Metadata trailers = old.getTrailers();
    if (leader == null || trailers == null) {
      return old;
    }
    var node =
        NotLeaderNodeErrorDetails.NodeInfo.newBuilder()
            .setHost(leader.host())
            .setPort(leader.port())
            .setNodeId(leader.id().toString());
    return failure(
        Code.FAILED_PRECONDITION,
        String.valueOf(old.getStatus().getDescription()),
        NotLeaderNodeErrorDetails.newBuilder().setCurrentLeader(node).build(),
        trailers);
  }

  static StatusRuntimeException recordTooLarge(String stream, String id, int bytes, int limit) {
    return failure(
        Code.INVALID_ARGUMENT,
        "the record " + id + " has " + bytes + " bytes, a record has up to " + limit,
        AppendRecordSizeExceededErrorDetails.newBuilder()
            .setStream(stream)
            .setRecordId(id)
            .setSize(bytes)
            .setMaxSize(limit)
            .build());
  }

  static StatusRuntimeException appendTooLarge(long bytes, int limit) {
    return failure(
        Code.ABORTED,
        "the append has " + bytes + " bytes, an append has up to " + limit + "; append in parts",
        AppendTransactionSizeExceededErrorDetails.newBuilder()
            .setSize((int) Math.min(bytes, Integer.MAX_VALUE))
            .setMaxSize(limit)
            .build());
  }

  static StatusRuntimeException streamTwice(String stream) {
    return failure(
        Code.ABORTED,
        "the stream " + stream + " is in this append already; put all its records in one request",
        StreamAlreadyInAppendSessionErrorDetails.newBuilder().setStream(stream).build());
  }

  static StatusRuntimeException noRequests() {
    return io.grpc.Status.FAILED_PRECONDITION
        .withDescription("an append has a request or more")
        .asRuntimeException();
  }

  static StatusRuntimeException conflict(CommandResult.Violation violation) {
    String stream = violation.stream();
    if (violation.actual().kind() == StreamState.Kind.TOMBSTONED) {
      return failure(
          Code.FAILED_PRECONDITION,
          "the stream " + stream + " was deleted for ever",
          StreamTombstonedErrorDetails.newBuilder().setStream(stream).build());
    }
    return failure(
        Code.FAILED_PRECONDITION,
        "the stream " + stream + " is at " + violation.actual().revision() + ", not as expected",
        StreamRevisionConflictErrorDetails.newBuilder()
            .setStream(stream)
            .setExpectedRevision(Revisions.number(violation.expected()))
            .setActualRevision(violation.actual().revision())
            .build());
  }

  /**
   * A check that failed.
   *
   * @param index of the check in its request
   */
  static ConsistencyViolation violation(
      int index, String stream, ExpectedRevision expected, StreamState actual) {
    return ConsistencyViolation.newBuilder()
        .setCheckIndex(index)
        .setStreamState(
            ConsistencyViolation.StreamStateViolation.newBuilder()
                .setStream(stream)
                .setExpectedState(Revisions.number(expected))
                .setActualState(Revisions.number(actual)))
        .build();
  }

  static StatusRuntimeException violations(List<ConsistencyViolation> violations) {
    return failure(
        Code.FAILED_PRECONDITION,
        violations.size() == 1
            ? "a check failed: nothing was written"
            : violations.size() + " checks failed: nothing was written",
        AppendConsistencyViolationErrorDetails.newBuilder().addAllViolations(violations).build());
  }
}
