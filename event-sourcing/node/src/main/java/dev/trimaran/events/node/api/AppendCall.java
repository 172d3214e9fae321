package dev.trimaran.events.node.api;

import dev.trimaran.events.client.shared.Empty;
import dev.trimaran.events.client.streams.AppendReq;
import dev.trimaran.events.client.streams.AppendResp;
import dev.trimaran.events.core.model.CommandResult;
import dev.trimaran.events.core.model.EventCommand;
import dev.trimaran.events.core.model.ExpectedRevision;
import dev.trimaran.events.core.model.StreamAppend;
import dev.trimaran.events.core.model.StreamState;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One call of {@code Streams.Append}: what is expected, then events. A revision that was not the
 * expected one is an answer, not an error.
 */
final class AppendCall implements StreamObserver<AppendReq> {

  private static final Empty EMPTY = Empty.getDefaultInstance();

  private final EventServices services;
  private final StreamObserver<AppendResp> answer;
  private final Batch batch;
  private @Nullable String stream;
  private ExpectedRevision expected = ExpectedRevision.ANY;
  private boolean over;

  AppendCall(EventServices services, StreamObserver<AppendResp> answer) {
    this.services = services;
    this.answer = answer;
    this.batch = new Batch(services.limits());
  }

  @Override
  public void onNext(AppendReq request) {
    if (over) {
      return;
    }
    try {
      switch (request.getContentCase()) {
        case OPTIONS -> options(request.getOptions());
        case PROPOSED_MESSAGE -> message(request.getProposedMessage());
        case CONTENT_NOT_SET ->
            throw Failures.invalid("a message has neither options nor an event");
      }
    } catch (StatusRuntimeException e) {
      fail(e);
    }
  }

  private void options(AppendReq.Options options) {
    if (stream != null) {
      throw Failures.invalid("options come once");
    }
    stream = ProposedMessages.stream(options.getStreamIdentifier(), services.limits());
    expected =
        Revisions.expected(
            options.getExpectedStreamRevisionCase().getNumber(), options.getRevision());
  }

  private void message(AppendReq.ProposedMessage message) {
    if (stream == null) {
      throw Failures.invalid("options come before events");
    }
    batch.add(
        ProposedMessages.event(
            message.getId(),
            message.getMetadataMap(),
            message.getCustomMetadata(),
            message.getData(),
            services.limits()));
  }

  @Override
  public void onCompleted() {
    String name = stream;
    if (over) {
      return;
    }
    if (name == null) {
      fail(Failures.invalid("options are missing"));
      return;
    }
    var write = new StreamAppend(name, expected, batch.events());
    var command =
        new EventCommand.Append(services.clock().currentTimeMillis(), List.of(write), null);
    try {
      Replies.send(
          services.writer().write(command).thenApply(result -> response(write, result)), answer);
    } catch (IllegalArgumentException e) {
      fail(Failures.of(e));
    }
  }

  private static AppendResp response(StreamAppend write, CommandResult result) {
    return switch (result) {
      case CommandResult.Written written -> success(write, written);
      case CommandResult.Refused refused -> wrong(refused.violations().getFirst());
      case CommandResult.ConditionFailed _ -> throw Failures.invalid("this call has no condition");
    };
  }

  private static AppendResp success(StreamAppend write, CommandResult.Written written) {
    var success = AppendResp.Success.newBuilder();
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
          AppendResp.Position.newBuilder()
              .setCommitPosition(written.position())
              .setPreparePosition(written.position()));
    }
    return AppendResp.newBuilder().setSuccess(success).build();
  }

  private static AppendResp wrong(CommandResult.Violation violation) {
    if (violation.actual().kind() == StreamState.Kind.TOMBSTONED) {
      throw Failures.streamDeleted(violation.stream());
    }
    var wrong = AppendResp.WrongExpectedVersion.newBuilder();
    long actual = violation.actual().revision();
    if (actual < 0) {
      wrong.setCurrentNoStream(EMPTY).setNoStream2060(EMPTY);
    } else {
      wrong.setCurrentRevision(actual).setCurrentRevision2060(actual);
    }
    switch (violation.expected()) {
      case ExpectedRevision.Any _ -> wrong.setExpectedAny(EMPTY).setAny2060(EMPTY);
      case ExpectedRevision.NoStream _ -> wrong.setExpectedNoStream(EMPTY);
      case ExpectedRevision.StreamExists _ ->
          wrong.setExpectedStreamExists(EMPTY).setStreamExists2060(EMPTY);
      case ExpectedRevision.SoftDeleted _, ExpectedRevision.Tombstoned _ ->
          throw Failures.invalid("an append does not expect a deleted stream");
      case ExpectedRevision.Exactly(long revision) ->
          wrong.setExpectedRevision(revision).setExpectedRevision2060(revision);
    }
    return AppendResp.newBuilder().setWrongExpectedVersion(wrong).build();
  }

  private void fail(StatusRuntimeException failure) {
    over = true;
    answer.onError(failure);
  }

  @Override
  public void onError(Throwable cancelled) {
    over = true;
  }
}
