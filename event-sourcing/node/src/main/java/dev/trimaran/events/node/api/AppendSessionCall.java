package dev.trimaran.events.node.api;

import dev.trimaran.events.client.records.AppendRecord;
import dev.trimaran.events.client.records.AppendRequest;
import dev.trimaran.events.client.records.AppendResponse;
import dev.trimaran.events.client.records.AppendSessionResponse;
import dev.trimaran.events.core.model.CommandResult;
import dev.trimaran.events.core.model.EventCommand;
import dev.trimaran.events.core.model.ExpectedRevision;
import dev.trimaran.events.core.model.ProposedEvent;
import dev.trimaran.events.core.model.StreamAppend;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One call of {@code AppendSession}: a request for each stream, all written when the client has
 * sent the last one, or none.
 */
final class AppendSessionCall implements StreamObserver<AppendRequest> {

  private final EventServices services;
  private final StreamObserver<AppendSessionResponse> answer;
  private final RecordBatch batch;
  private final List<StreamAppend> writes = new ArrayList<>();

  /** Names of streams without regard to case: two that differ in that only are a mistake. */
  private final Set<String> streams = new HashSet<>();

  private boolean over;

  AppendSessionCall(EventServices services, StreamObserver<AppendSessionResponse> answer) {
    this.services = services;
    this.answer = answer;
    this.batch = new RecordBatch(services);
  }

  @Override
  public void onNext(AppendRequest request) {
    if (over) {
      return;
    }
    try {
      writes.add(write(request));
    } catch (StatusRuntimeException e) {
      fail(e);
    }
  }

  private StreamAppend write(AppendRequest request) {
    String stream = ProposedRecords.stream(request.getStream(), services.limits());
    if (!streams.add(stream.toLowerCase(Locale.ROOT))) {
      throw RecordFailures.streamTwice(stream);
    }
    if (request.getRecordsCount() == 0) {
      throw Failures.invalid("an append to the stream " + stream + " has a record or more");
    }
    ExpectedRevision expected =
        request.hasExpectedRevision()
            ? ProposedRecords.expected(request.getExpectedRevision())
            : ExpectedRevision.ANY;
    List<ProposedEvent> events = new ArrayList<>(request.getRecordsCount());
    for (AppendRecord record : request.getRecordsList()) {
      events.add(batch.event(stream, record));
    }
    return new StreamAppend(stream, expected, events);
  }

  @Override
  public void onCompleted() {
    if (over) {
      return;
    }
    if (writes.isEmpty()) {
      fail(RecordFailures.noRequests());
      return;
    }
    over = true;
    var command = new EventCommand.Append(services.clock().currentTimeMillis(), writes, null);
    try {
      Replies.send(services.writer().write(command).thenApply(AppendSessionCall::response), answer);
    } catch (IllegalArgumentException e) {
      answer.onError(Failures.of(e));
    }
  }

  private static AppendSessionResponse response(CommandResult result) {
    return switch (result) {
      case CommandResult.Written written -> {
        var response = AppendSessionResponse.newBuilder().setPosition(written.position());
        for (CommandResult.StreamRevisions stream : written.written()) {
          response.addOutput(
              AppendResponse.newBuilder()
                  .setStream(stream.stream())
                  .setStreamRevision(stream.last())
                  .setPosition(written.position()));
        }
        yield response.build();
      }
      case CommandResult.Refused refused ->
          throw RecordFailures.conflict(refused.violations().getFirst());
      case CommandResult.ConditionFailed _ -> throw Failures.invalid("this call has no condition");
    };
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
