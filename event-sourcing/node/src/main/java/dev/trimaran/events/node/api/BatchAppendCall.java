package dev.trimaran.events.node.api;

import dev.trimaran.events.client.shared.UUID;
import dev.trimaran.events.client.streams.BatchAppendReq;
import dev.trimaran.events.client.streams.BatchAppendResp;
import dev.trimaran.events.core.model.CommandResult;
import dev.trimaran.events.core.model.EventCommand;
import dev.trimaran.events.core.model.EventId;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One call of {@code Streams.BatchAppend}: many appends, each in one part or several that are told
 * by their correlation id, answered in any order. No more is taken from the client while much is
 * being written or answers are not fetched.
 */
final class BatchAppendCall implements StreamObserver<BatchAppendReq> {

  /** Appends that are being written for one call. */
  static final int MAX_IN_FLIGHT = 256;

  /** Appends of which a part is missing, for one call. */
  static final int MAX_OPEN = 1_000;

  /** Messages asked for ahead. */
  private static final int AHEAD = 16;

  private final EventServices services;
  private final ServerCallStreamObserver<BatchAppendResp> answers;
  private final boolean leaderOnly;

  /** Of the thread that brings requests. */
  private final Map<EventId, OpenAppend> open = new HashMap<>();

  private long openBytes;

  /** Guards what follows, and the order of answers. */
  private final Object lock = new Object();

  private int asked;
  private int inFlight;
  private long inFlightBytes;
  private boolean complete;
  private boolean over;

  /** To be made before the method of the service returns. */
  BatchAppendCall(
      EventServices services,
      ServerCallStreamObserver<BatchAppendResp> answers,
      boolean leaderOnly) {
    this.services = services;
    this.answers = answers;
    this.leaderOnly = leaderOnly;
    answers.disableAutoRequest();
    answers.setOnReadyHandler(this::ask);
    answers.setOnCancelHandler(this::cancelled);
  }

  /** Asks for more when there is room. */
  void ask() {
    synchronized (lock) {
      boolean room = inFlight < MAX_IN_FLIGHT && inFlightBytes < services.limits().appendBytes();
      if (room && !over && !complete && answers.isReady() && asked < AHEAD) {
        answers.request(AHEAD - asked);
        asked = AHEAD;
      }
    }
  }

  // ---- requests, one at a time

  @Override
  public void onNext(BatchAppendReq request) {
    synchronized (lock) {
      asked--;
      if (over) {
        return;
      }
    }
    try {
      if (leaderOnly && !services.cluster().leads()) {
        throw Failures.notLeader(services.cluster().leader());
      }
      part(request);
    } catch (StatusRuntimeException e) {
      end(e);
    }
    ask();
  }

  private void part(BatchAppendReq request) {
    EventId correlation = Ids.read(request.getCorrelationId());
    OpenAppend append = open.get(correlation);
    if (append == null) {
      if (!request.hasOptions()) {
        throw Failures.invalid("the first part of an append has options");
      }
      if (open.size() == MAX_OPEN) {
        throw Status.RESOURCE_EXHAUSTED
            .withDescription(MAX_OPEN + " appends are unfinished; finish some first")
            .asRuntimeException();
      }
      append = new OpenAppend(services, request.getOptions());
      open.put(correlation, append);
    } else if (request.hasOptions()) {
      append.refuse(Failures.invalid("only the first part of an append has options"));
    }
    openBytes -= append.bytes();
    append.add(request);
    openBytes += append.bytes();
    if (openBytes > services.limits().appendBytes()) {
      openBytes -= append.bytes();
      append.refuse(Failures.appendTooLarge(services.limits().appendBytes()));
    }
    if (request.getIsFinal()) {
      open.remove(correlation);
      openBytes -= append.bytes();
      write(request.getCorrelationId(), append);
    }
  }

  @Override
  public void onCompleted() {
    synchronized (lock) {
      complete = true;
      finish();
    }
  }

  @Override
  public void onError(Throwable failure) {
    cancelled();
  }

  private void cancelled() {
    synchronized (lock) {
      over = true;
    }
  }

  // ---- writing and answering

  private void write(UUID correlation, OpenAppend append) {
    StatusRuntimeException failure = append.failure();
    long left = append.millisLeft();
    if (failure == null && left == 0) {
      failure = Status.DEADLINE_EXCEEDED.asRuntimeException();
    }
    long bytes = append.bytes();
    synchronized (lock) {
      inFlight++;
      inFlightBytes += bytes;
    }
    if (failure != null) {
      answer(correlation, append, bytes, null, failure);
      return;
    }
    var command =
        new EventCommand.Append(
            services.clock().currentTimeMillis(), List.of(append.write()), null);
    try {
      services
          .writer()
          .write(command)
          .copy()
          .orTimeout(left, TimeUnit.MILLISECONDS)
          .whenComplete((result, problem) -> answer(correlation, append, bytes, result, problem));
    } catch (IllegalArgumentException e) {
      answer(correlation, append, bytes, null, e);
    }
  }

  private void answer(
      UUID correlation,
      OpenAppend append,
      long bytes,
      @Nullable CommandResult result,
      @Nullable Throwable failure) {
    StatusRuntimeException gone = failure == null ? null : gone(failure);
    if (gone != null) {
      end(gone);
    }
    synchronized (lock) {
      inFlight--;
      inFlightBytes -= bytes;
      if (!over) {
        answers.onNext(
            result != null
                ? BatchAnswers.of(correlation, append, result)
                : BatchAnswers.failed(
                    correlation,
                    append,
                    failure == null ? new IllegalStateException("no result") : failure,
                    services.limits().appendBytes()));
        finish();
      }
    }
    ask();
  }

  /** Without a leader, or on a node that stops, nothing of the call can succeed: go elsewhere. */
  private static @Nullable StatusRuntimeException gone(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return Failures.isGone(cause) ? Failures.of(cause) : null;
  }

  /** The client has sent all, and all is answered. */
  private void finish() {
    if (complete && inFlight == 0 && !over) {
      over = true;
      answers.onCompleted();
    }
  }

  private void end(StatusRuntimeException failure) {
    synchronized (lock) {
      if (!over) {
        over = true;
        answers.onError(failure);
      }
    }
  }
}
