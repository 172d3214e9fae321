package dev.trimaran.events.node.api;

import dev.trimaran.events.client.streams.BatchAppendReq;
import dev.trimaran.events.core.model.ExpectedRevision;
import dev.trimaran.events.core.model.StreamAppend;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One append of a {@code Streams.BatchAppend} call, whose events arrive in parts. What is wrong
 * with it is told when its last part is there, the rest is passed over.
 */
final class OpenAppend {

  private static final long NANOS_OF_A_MILLISECOND = 1_000_000;

  private final EventServices services;

  /** As the client said them; its answer repeats them. */
  final BatchAppendReq.Options options;

  private final long deadlineNanos;
  private final Batch batch;
  private String stream = "";
  private ExpectedRevision expected = ExpectedRevision.ANY;
  private @Nullable StatusRuntimeException failure;

  /** To be made in the context of the call. */
  OpenAppend(EventServices services, BatchAppendReq.Options options) {
    this.services = services;
    this.options = options;
    this.deadlineNanos = services.clock().nanoTime() + patience(services, options).toNanos();
    this.batch = new Batch(services.limits());
    try {
      stream = ProposedMessages.stream(options.getStreamIdentifier(), services.limits());
      checkRight(stream);
      expected =
          Revisions.expected(
              options.getExpectedStreamPositionCase().getNumber(), options.getStreamPosition());
    } catch (StatusRuntimeException e) {
      failure = e;
    }
  }

  private static void checkRight(String stream) {
    try {
      String refusal = WriteRight.KEY.get().refusal(stream);
      if (!refusal.isEmpty()) {
        throw Failures.accessDenied(refusal);
      }
    } catch (IOException e) {
      throw Status.UNAVAILABLE
          .withDescription("the rights cannot be read: " + e.getMessage())
          .asRuntimeException();
    }
  }

  /** How long the client would wait, and no longer than the node does. */
  private static Duration patience(EventServices services, BatchAppendReq.Options options) {
    Duration most = services.config().writeTimeout();
    Duration wanted =
        switch (options.getDeadlineOptionCase()) {
          case DEADLINE ->
              Duration.ofSeconds(
                  clamped(options.getDeadline().getSeconds()), options.getDeadline().getNanos());
          case DEADLINE_21_10_0 -> {
            long seconds = clamped(options.getDeadline21100().getSeconds());
            long millis = seconds * 1_000 + options.getDeadline21100().getNanos() / 1_000_000;
            yield Duration.ofMillis(millis - services.clock().currentTimeMillis());
          }
          case DEADLINEOPTION_NOT_SET -> most;
        };
    return wanted.compareTo(most) < 0 ? wanted : most;
  }

  /** Within the years that a timestamp may name, so that no sum overflows. */
  private static long clamped(long seconds) {
    return Math.clamp(seconds, -315_576_000_000L, 315_576_000_000L);
  }

  void add(BatchAppendReq part) {
    if (failure != null) {
      return;
    }
    try {
      for (BatchAppendReq.ProposedMessage message : part.getProposedMessagesList()) {
        batch.add(
            ProposedMessages.event(
                message.getId(),
                message.getMetadataMap(),
                message.getCustomMetadata(),
                message.getData(),
                services.limits()));
      }
    } catch (StatusRuntimeException e) {
      failure = e;
      batch.clear();
    }
  }

  /** It is not to be written. */
  void refuse(StatusRuntimeException why) {
    failure = why;
    batch.clear();
  }

  /** What is wrong with it, if anything. */
  @Nullable StatusRuntimeException failure() {
    return failure;
  }

  /** About as many bytes as are held for it. */
  long bytes() {
    return batch.bytes();
  }

  /** Milliseconds until the client waits no longer; 0 when it does not any more. */
  long millisLeft() {
    return Math.max(0, (deadlineNanos - services.clock().nanoTime()) / NANOS_OF_A_MILLISECOND);
  }

  StreamAppend write() {
    return new StreamAppend(stream, expected, batch.events());
  }
}
