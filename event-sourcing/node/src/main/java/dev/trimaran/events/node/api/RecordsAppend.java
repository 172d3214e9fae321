package dev.trimaran.events.node.api;

import dev.trimaran.events.client.recorderrors.ConsistencyViolation;
import dev.trimaran.events.client.records.AppendRecord;
import dev.trimaran.events.client.records.AppendRecordsRequest;
import dev.trimaran.events.client.records.AppendRecordsResponse;
import dev.trimaran.events.client.records.ConsistencyCheck;
import dev.trimaran.events.client.records.StreamRevision;
import dev.trimaran.events.core.model.CommandResult;
import dev.trimaran.events.core.model.EventCommand;
import dev.trimaran.events.core.model.ExpectedRevision;
import dev.trimaran.events.core.model.ProposedEvent;
import dev.trimaran.events.core.model.StreamAppend;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One call of {@code AppendRecords}: records for streams in any order, and checks of streams,
 * written to or not, of which each that fails is told.
 *
 * <p>The command has a guard for each check, in their order, then the records as they came: those
 * of one stream that follow one another are one write.
 *
 * @param checks how many guards come first
 */
record RecordsAppend(EventCommand.Append command, int checks) {

  static RecordsAppend of(AppendRecordsRequest request, EventServices services) {
    if (request.getRecordsCount() == 0) {
      throw Failures.invalid("an append has a record or more");
    }
    List<StreamAppend> writes = new ArrayList<>();
    for (ConsistencyCheck check : request.getChecksList()) {
      writes.add(guard(check, services));
    }
    int checks = writes.size();
    if (checks > services.limits().appendEvents()) {
      throw Failures.invalid(
          checks + " checks: an append has up to " + services.limits().appendEvents());
    }
    var batch = new RecordBatch(services);
    String stream = "";
    List<ProposedEvent> run = new ArrayList<>();
    for (AppendRecord record : request.getRecordsList()) {
      String next = ProposedRecords.stream(record.getStream(), services.limits());
      if (!next.equals(stream) && !run.isEmpty()) {
        writes.add(new StreamAppend(stream, ExpectedRevision.ANY, run));
        run.clear();
      }
      stream = next;
      run.add(batch.event(stream, record));
    }
    writes.add(new StreamAppend(stream, ExpectedRevision.ANY, run));
    long now = services.clock().currentTimeMillis();
    return new RecordsAppend(new EventCommand.Append(now, writes, null), checks);
  }

  private static StreamAppend guard(ConsistencyCheck check, EventServices services) {
    return switch (check.getTypeCase()) {
      case STREAM_STATE -> {
        String stream =
            ProposedRecords.checkName(check.getStreamState().getStream(), services.limits());
        ExpectedRevision expected =
            ProposedRecords.checked(check.getStreamState().getExpectedState());
        yield new StreamAppend(stream, expected, List.of());
      }
      case TYPE_NOT_SET -> throw Failures.invalid("a check says what it checks");
    };
  }

  AppendRecordsResponse response(CommandResult result) {
    return switch (result) {
      case CommandResult.Written written -> {
        Map<String, Long> last = new LinkedHashMap<>();
        for (CommandResult.StreamRevisions stream :
            written.written().subList(checks, written.written().size())) {
          last.merge(stream.stream(), stream.last(), Math::max);
        }
        var response = AppendRecordsResponse.newBuilder().setPosition(written.position());
        last.forEach((stream, revision) ->
            response.addRevisions(
                StreamRevision.newBuilder().setStream(stream).setRevision(revision)));
        yield response.build();
      }
      case CommandResult.Refused refused -> throw refusal(refused.violations());
      case CommandResult.ConditionFailed _ -> throw Failures.invalid("this call has no condition");
    };
  }

  /**
   * Checks that failed. A write fails without a check of its own when its stream ended for ever, or
   * when a part of its records was written before.
   */
  private RuntimeException refusal(List<CommandResult.Violation> violations) {
    List<ConsistencyViolation> failed = new ArrayList<>();
    for (CommandResult.Violation violation : violations) {
      if (violation.index() < checks) {
        failed.add(
            RecordFailures.violation(
                violation.index(), violation.stream(), violation.expected(), violation.actual()));
      }
    }
    return failed.isEmpty()
        ? RecordFailures.conflict(violations.getFirst())
        : RecordFailures.violations(failed);
  }
}
