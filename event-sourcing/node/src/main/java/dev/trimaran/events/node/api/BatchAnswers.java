package dev.trimaran.events.node.api;

import com.google.protobuf.Any;
import com.google.protobuf.Empty;
import com.google.protobuf.Message;
import dev.trimaran.events.client.rpc.Code;
import dev.trimaran.events.client.rpc.Status;
import dev.trimaran.events.client.shared.AccessDenied;
import dev.trimaran.events.client.shared.AllStreamPosition;
import dev.trimaran.events.client.shared.BadRequest;
import dev.trimaran.events.client.shared.MaximumAppendSizeExceeded;
import dev.trimaran.events.client.shared.StreamDeleted;
import dev.trimaran.events.client.shared.Timeout;
import dev.trimaran.events.client.shared.UUID;
import dev.trimaran.events.client.shared.Unknown;
import dev.trimaran.events.client.shared.WrongExpectedVersion;
import dev.trimaran.events.client.streams.BatchAppendReq;
import dev.trimaran.events.client.streams.BatchAppendResp;
import dev.trimaran.events.core.model.CommandResult;
import dev.trimaran.events.core.model.ExpectedRevision;
import dev.trimaran.events.core.model.StreamAppend;
import dev.trimaran.events.core.model.StreamState;
import io.grpc.StatusRuntimeException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;

/**
 * What became of one append of a {@code Streams.BatchAppend} call. Every answer names the append,
 * its stream and what was expected. An error is a code and one message that says which it is.
 */
final class BatchAnswers {

  private static final Empty EMPTY = Empty.getDefaultInstance();

  private BatchAnswers() {}

  private static BatchAppendResp.Builder answer(UUID correlation, BatchAppendReq.Options options) {
    var answer =
        BatchAppendResp.newBuilder()
            .setCorrelationId(correlation)
            .setStreamIdentifier(options.getStreamIdentifier());
    switch (options.getExpectedStreamPositionCase()) {
      case STREAM_POSITION -> answer.setStreamPosition(options.getStreamPosition());
      case NO_STREAM -> answer.setNoStream(EMPTY);
      case ANY -> answer.setAny(EMPTY);
      case STREAM_EXISTS -> answer.setStreamExists(EMPTY);
      case EXPECTEDSTREAMPOSITION_NOT_SET -> {}
    }
    return answer;
  }

  static BatchAppendResp of(UUID correlation, OpenAppend append, CommandResult result) {
    var answer = answer(correlation, append.options);
    return switch (result) {
      case CommandResult.Written written ->
          answer.setSuccess(success(append.write(), written)).build();
      case CommandResult.Refused refused ->
          answer.setError(refusal(append.options, refused.violations().getFirst())).build();
      case CommandResult.ConditionFailed _ ->
          answer.setError(badRequest("this call has no condition")).build();
    };
  }

  private static BatchAppendResp.Success success(
      StreamAppend write, CommandResult.Written written) {
    var success = BatchAppendResp.Success.newBuilder();
    long last = written.written().getFirst().last();
    if (last < 0) {
      success.setNoStream(EMPTY);
    } else {
      success.setCurrentRevision(last);
    }
    if (write.events().isEmpty()) {
      success.setNoPosition(EMPTY);
    } else {
      success.setPosition(
          AllStreamPosition.newBuilder()
              .setCommitPosition(written.position())
              .setPreparePosition(written.position()));
    }
    return success.build();
  }

  private static Status refusal(BatchAppendReq.Options options, CommandResult.Violation violation) {
    if (violation.actual().kind() == StreamState.Kind.TOMBSTONED) {
      return status(
          Code.NOT_FOUND,
          "the stream " + violation.stream() + " was deleted for ever",
          StreamDeleted.newBuilder().setStreamIdentifier(options.getStreamIdentifier()).build());
    }
    var wrong = WrongExpectedVersion.newBuilder();
    long actual = violation.actual().revision();
    if (actual < 0) {
      wrong.setCurrentNoStream(EMPTY);
    } else {
      wrong.setCurrentStreamRevision(actual);
    }
    switch (violation.expected()) {
      case ExpectedRevision.Any _ -> wrong.setExpectedAny(EMPTY);
      case ExpectedRevision.StreamExists _ -> wrong.setExpectedStreamExists(EMPTY);
      case ExpectedRevision.Exactly(long revision) -> wrong.setExpectedStreamPosition(revision);
      case ExpectedRevision.NoStream _,
          ExpectedRevision.SoftDeleted _,
          ExpectedRevision.Tombstoned _ ->
          wrong.setExpectedNoStream(EMPTY);
    }
    return status(
        Code.ALREADY_EXISTS,
        "the stream " + violation.stream() + " is not as expected",
        wrong.build());
  }

  /**
   * An append that was not written, or of which that is not known.
   *
   * @param limit bytes of an append, for who passed it
   */
  static BatchAppendResp failed(UUID correlation, OpenAppend append, Throwable failure, int limit) {
    return answer(correlation, append.options).setError(error(failure, limit)).build();
  }

  private static Status error(Throwable failure, int limit) {
    return switch (failure) {
      case TimeoutException _ -> timeout();
      case CompletionException wrapped when wrapped.getCause() != null ->
          error(wrapped.getCause(), limit);
      default -> error(Failures.of(failure), limit);
    };
  }

  private static Status timeout() {
    return status(
        Code.DEADLINE_EXCEEDED,
        "the append took too long; it may have been written: send it again with the same ids",
        Timeout.getDefaultInstance());
  }

  private static Status error(StatusRuntimeException failure, int limit) {
    String text = String.valueOf(failure.getStatus().getDescription());
    return switch (Failures.kind(failure)) {
      case "access-denied" ->
          status(Code.PERMISSION_DENIED, text, AccessDenied.getDefaultInstance());
      case "maximum-append-size-exceeded" ->
          status(
              Code.INVALID_ARGUMENT,
              text,
              MaximumAppendSizeExceeded.newBuilder().setMaxAppendSize(limit).build());
      default ->
          switch (failure.getStatus().getCode()) {
            case INVALID_ARGUMENT -> badRequest(text);
            case ABORTED, DEADLINE_EXCEEDED -> timeout();
            default ->
                status(
                    Code.forNumber(failure.getStatus().getCode().value()),
                    text,
                    Unknown.getDefaultInstance());
          };
    };
  }

  private static Status badRequest(String text) {
    return status(Code.INVALID_ARGUMENT, text, BadRequest.newBuilder().setMessage(text).build());
  }

  private static Status status(Code code, String text, Message detail) {
    return Status.newBuilder().setCode(code).setMessage(text).setDetails(Any.pack(detail)).build();
  }
}
