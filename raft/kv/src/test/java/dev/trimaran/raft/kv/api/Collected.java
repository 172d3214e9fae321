package dev.trimaran.raft.kv.api;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;

/** What a stream tells, to be taken one by one. */
final class Collected<T> implements StreamObserver<T> {

  private final LinkedBlockingQueue<T> messages = new LinkedBlockingQueue<>();
  private final CompletableFuture<Status> end = new CompletableFuture<>();

  @Override
  public void onNext(T message) {
    messages.add(message);
  }

  @Override
  public void onError(Throwable failure) {
    end.complete(Status.fromThrowable(failure));
  }

  @Override
  public void onCompleted() {
    end.complete(Status.OK);
  }

  T next() {
    try {
      T message = messages.poll(10, TimeUnit.SECONDS);
      if (message == null) {
        throw new AssertionError("nothing came in 10 s");
      }
      return message;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  void assertNothingMore() {
    Assertions.assertThat(messages).isEmpty();
  }

  Status end() {
    return end.orTimeout(10, TimeUnit.SECONDS).join();
  }
}
