package dev.trimaran.events.node.api;

import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;

/** Answers a call with what is not known yet. */
final class Replies {

  private Replies() {}

  /** Sends the response when it is there, or what its failure is to a client. */
  static <R> void send(CompletableFuture<R> response, StreamObserver<R> observer) {
    response.whenComplete((message, failure) -> {
      if (failure == null) {
        observer.onNext(message);
        observer.onCompleted();
      } else {
        observer.onError(Failures.of(failure));
      }
    });
  }
}
