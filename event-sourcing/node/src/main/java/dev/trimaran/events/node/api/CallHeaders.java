package dev.trimaran.events.node.api;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;

/** What a call's headers say, in its context. */
final class CallHeaders implements ServerInterceptor {

  private static final Metadata.Key<String> REQUIRES_LEADER =
      Metadata.Key.of("requires-leader", Metadata.ASCII_STRING_MARSHALLER);

  private static final Context.Key<Boolean> REQUIRED =
      Context.keyWithDefault("requires-leader", false);

  /** Whether the call of the current context is for the leader only. */
  static boolean requireLeader() {
    return REQUIRED.get();
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    if (!"true".equalsIgnoreCase(headers.get(REQUIRES_LEADER))) {
      return next.startCall(call, headers);
    }
    return Contexts.interceptCall(Context.current().withValue(REQUIRED, true), call, headers, next);
  }
}
