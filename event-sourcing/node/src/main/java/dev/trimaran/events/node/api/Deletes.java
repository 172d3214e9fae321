package dev.trimaran.events.node.api;

import dev.trimaran.events.core.model.CommandResult;
import dev.trimaran.events.core.model.ContentType;
import dev.trimaran.events.core.model.Direction;
import dev.trimaran.events.core.model.EventCommand;
import dev.trimaran.events.core.model.EventId;
import dev.trimaran.events.core.model.ExpectedRevision;
import dev.trimaran.events.core.model.ProposedEvent;
import dev.trimaran.events.core.model.RecordedEvent;
import dev.trimaran.events.core.model.StreamAppend;
import dev.trimaran.events.core.model.StreamMetadata;
import dev.trimaran.events.core.model.StreamNames;
import dev.trimaran.events.core.model.StreamState;
import dev.trimaran.events.node.model.EventReader;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.List;
import java.util.function.LongFunction;

/**
 * Deletes. A soft delete is metadata whose {@code $tb} is beyond all revisions; the rest of the
 * stream's metadata stays. It is written only if that metadata and the stream are still what they
 * were when it was made.
 */
final class Deletes {

  /** A stream whose metadata changes all the time is not waited for longer. */
  private static final int ATTEMPTS = 10;

  private final EventServices services;

  Deletes(EventServices services) {
    this.services = services;
  }

  <R> void tombstone(
      String stream,
      ExpectedRevision expected,
      StreamObserver<R> observer,
      LongFunction<R> response) {
    var command =
        new EventCommand.Tombstone(
            services.clock().currentTimeMillis(),
            stream,
            expected,
            EventId.random(services.randomness()));
    Replies.send(
        services
            .writer()
            .write(command)
            .thenApply(result -> response.apply(position(stream, expected, result))),
        observer);
  }

  private static long position(String stream, ExpectedRevision expected, CommandResult result) {
    return switch (result) {
      case CommandResult.Written written -> written.position();
      case CommandResult.Refused refused ->
          throw refusal(stream, expected, refused.violations().getFirst().actual());
      case CommandResult.ConditionFailed _ -> throw Failures.invalid("a delete has no condition");
    };
  }

  private static StatusRuntimeException refusal(
      String stream, ExpectedRevision expected, StreamState actual) {
    return actual.kind() == StreamState.Kind.TOMBSTONED
        ? Failures.streamDeleted(stream)
        : Failures.wrongRevision(stream, expected, actual);
  }

  <R> void soft(
      String stream,
      ExpectedRevision expected,
      StreamObserver<R> observer,
      LongFunction<R> response) {
    Thread.ofVirtual()
        .start(() -> {
          try {
            long position = soft(stream, expected);
            observer.onNext(response.apply(position));
            observer.onCompleted();
          } catch (IOException | RuntimeException e) {
            observer.onError(Failures.of(e));
          }
        });
  }

  private long soft(String stream, ExpectedRevision expected) throws IOException {
    String metadata = StreamNames.metadataOf(stream);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      List<RecordedEvent> last = last(metadata);
      byte[] before = last.isEmpty() ? new byte[] {'{', '}'} : last.getFirst().event().data();
      var event =
          new ProposedEvent(
              EventId.random(services.randomness()),
              StreamMetadata.EVENT_TYPE,
              ContentType.JSON,
              MetadataDocument.withTruncateBefore(before, StreamMetadata.DELETED),
              new byte[0],
              List.of());
      var append =
          new EventCommand.Append(
              services.clock().currentTimeMillis(),
              List.of(
                  new StreamAppend(stream, expected, List.of()),
                  new StreamAppend(metadata, expectation(metadata, last), List.of(event))),
              null);
      switch (services.writer().write(append).join()) {
        case CommandResult.Written written -> {
          return written.position();
        }
        case CommandResult.Refused refused -> {
          CommandResult.Violation first = refused.violations().getFirst();
          if (first.index() == 0 || first.actual().kind() == StreamState.Kind.TOMBSTONED) {
            throw refusal(stream, expected, first.actual());
          }
        }
        case CommandResult.ConditionFailed _ -> throw Failures.invalid("a delete has no condition");
      }
    }
    throw Failures.invalid("the metadata of " + stream + " changes all the time; try again");
  }

  private List<RecordedEvent> last(String metadata) throws IOException {
    EventReader.StreamPage page =
        services.reader().readStream(metadata, Long.MAX_VALUE, Direction.BACKWARDS, 1, 1 << 20);
    return page.events();
  }

  private ExpectedRevision expectation(String metadata, List<RecordedEvent> last) {
    if (!last.isEmpty()) {
      return ExpectedRevision.exactly(last.getFirst().revision());
    }
    long revision = services.reader().state(metadata).revision();
    return revision < 0 ? ExpectedRevision.NO_STREAM : ExpectedRevision.exactly(revision);
  }
}
