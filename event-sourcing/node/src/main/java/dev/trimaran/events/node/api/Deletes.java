package dev.trimaran.events.node.api;

import dev.trimaran.events.core.model.CommandResult;
import dev.trimaran.events.core.model.EventCommand;
import dev.trimaran.events.core.model.EventId;
import dev.trimaran.events.core.model.ExpectedRevision;
import dev.trimaran.events.core.model.StreamAppend;
import dev.trimaran.events.core.model.StreamMetadata;
import dev.trimaran.events.core.model.StreamState;
import dev.trimaran.events.node.write.Truncation;
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
  private final Truncation truncation;

  Deletes(EventServices services) {
    this.services = services;
    this.truncation = new Truncation(services.reader(), services.randomness());
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
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      var append =
          new EventCommand.Append(
              services.clock().currentTimeMillis(),
              List.of(
                  new StreamAppend(stream, expected, List.of()),
                  truncation.before(stream, StreamMetadata.DELETED)),
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
}
