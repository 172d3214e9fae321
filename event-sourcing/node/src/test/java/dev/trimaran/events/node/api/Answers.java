package dev.trimaran.events.node.api;

import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What a call was answered, one after the other. */
final class Answers<T> implements StreamObserver<T> {

  private sealed interface Answer<T> {
    record Message<T>(T message) implements Answer<T> {}

    record End<T>(@Nullable Throwable failure) implements Answer<T> {}
  }

  private final BlockingQueue<Answer<T>> answers = new LinkedBlockingQueue<>();

  @Override
  public void onNext(T message) {
    answers.add(new Answer.Message<>(message));
  }

  @Override
  public void onError(Throwable failure) {
    answers.add(new Answer.End<>(failure));
  }

  @Override
  public void onCompleted() {
    answers.add(new Answer.End<>(null));
  }

  private Answer<T> take() {
    try {
      Answer<T> answer = answers.poll(20, TimeUnit.SECONDS);
      if (answer == null) {
        throw new AssertionError("no answer");
      }
      return answer;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  T next() {
    return switch (take()) {
      case Answer.Message<T>(T message) -> message;
      case Answer.End<T>(Throwable failure) -> throw new AssertionError("it ended", failure);
    };
  }

  /** The call ends well. */
  void end() {
    if (!(take() instanceof Answer.End<T>(Throwable failure)) || failure != null) {
      throw new AssertionError("it did not end well");
    }
  }

  /** The call ends with a failure. */
  StatusRuntimeException failure() {
    if (take() instanceof Answer.End<T>(StatusRuntimeException failure)) {
      return failure;
    }
    throw new AssertionError("it did not fail");
  }

  Status.Code failureCode() {
    return failure().getStatus().getCode();
  }

  /** A word of a failure's trailers. */
  static @Nullable String trailer(StatusRuntimeException failure, String name) {
    Metadata trailers = failure.getTrailers();
    return trailers == null
        ? null
        : trailers.get(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER));
  }
}
