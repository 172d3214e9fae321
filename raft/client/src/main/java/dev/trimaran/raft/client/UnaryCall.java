package dev.trimaran.raft.client;

import io.grpc.CallOptions;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One call: attempts at one endpoint after the other, until an outcome or the time limit. */
final class UnaryCall<Q, R> {

  private static final Status NO_RESPONSE =
      Status.INTERNAL.withDescription("the server ended the call without a response");
  private static final long FIRST_PAUSE_MILLIS = 10;
  private static final long LONGEST_PAUSE_MILLIS = 250;

  /**
   * What is called.
   *
   * @param safe whether it may be repeated when its outcome is not known
   */
  record Method<Q, R>(MethodDescriptor<Q, R> descriptor, boolean safe) {}

  private final Endpoints endpoints;
  private final KvClientConfig config;
  private final Method<Q, R> method;
  private final Q request;
  private final long deadlineNanos;
  private final CompletableFuture<R> outcome = new CompletableFuture<>();

  private int endpoint;
  private int attempts;
  private @Nullable KvException lastDefinite;

  UnaryCall(Endpoints endpoints, KvClientConfig config, Method<Q, R> method, Q request) {
    this.endpoints = endpoints;
    this.config = config;
    this.method = method;
    this.request = request;
    this.deadlineNanos = System.nanoTime() + config.timeout().toNanos();
    this.endpoint = endpoints.first();
  }

  CompletableFuture<R> start() {
    attempt();
    return outcome;
  }

  /** Attempts follow each other, so that the fields above need no lock. */
  private void attempt() {
    long left = deadlineNanos - System.nanoTime();
    if (left <= 0) {
      outcome.completeExceptionally(expired());
      return;
    }
    long patience = method.safe() && endpoints.size() > 1 ? attemptNanos() : left;
    CallOptions options =
        CallOptions.DEFAULT.withDeadlineAfter(Math.min(left, patience), TimeUnit.NANOSECONDS);
    ClientCalls.asyncUnaryCall(
        endpoints.channel(endpoint).newCall(method.descriptor(), options),
        request,
        new StreamObserver<>() {
          @Override
          public void onNext(R response) {
            outcome.complete(response);
          }

          @Override
          public void onError(Throwable cause) {
            failed(Failures.of(Status.fromThrowable(cause), method.safe()));
          }

          @Override
          public void onCompleted() {
            if (!outcome.isDone()) {
              failed(Failures.of(NO_RESPONSE, method.safe()));
            }
          }
        });
  }

  private long attemptNanos() {
    return config.attemptTimeout().toNanos();
  }

  private void failed(KvException failure) {
    if (!Failures.mayRetry(failure, method.safe())) {
      outcome.completeExceptionally(failure);
      return;
    }
    if (failure.kind() != KvException.Kind.NO_ANSWER) {
      lastDefinite = failure;
    }
    endpoint = endpoints.after(endpoint);
    attempts++;
    long pause = attempts < endpoints.size() ? 0 : pauseMillis();
    boolean hopeless =
        !config.waitForEndpoint() && pause > 0 && failure.kind() == KvException.Kind.UNREACHABLE;
    if (hopeless || System.nanoTime() + Duration.ofMillis(pause).toNanos() >= deadlineNanos) {
      outcome.completeExceptionally(failure);
    } else if (pause == 0) {
      attempt();
    } else {
      CompletableFuture.delayedExecutor(pause, TimeUnit.MILLISECONDS).execute(this::attempt);
    }
  }

  private long pauseMillis() {
    int doublings = Math.min(10, attempts / endpoints.size() - 1);
    return Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << doublings);
  }

  private KvException expired() {
    KvException known = lastDefinite;
    return known != null
        ? known
        : new KvException(KvException.Kind.NO_ANSWER, Status.DEADLINE_EXCEEDED, method.safe());
  }
}
