package dev.trimaran.events.node.api;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.net.SocketAddress;

/** What a call's headers say, in its context. */
final class CallHeaders implements ServerInterceptor {

  private static final Metadata.Key<String> REQUIRES_LEADER =
      Metadata.Key.of("requires-leader", Metadata.ASCII_STRING_MARSHALLER);

  private static final Metadata.Key<String> CONNECTION_NAME =
      Metadata.Key.of("connection-name", Metadata.ASCII_STRING_MARSHALLER);

  private static final Context.Key<Boolean> REQUIRED =
      Context.keyWithDefault("requires-leader", false);

  private static final Context.Key<String> CONNECTION =
      Context.keyWithDefault("connection-name", "");

  private static final Context.Key<String> FROM = Context.keyWithDefault("from", "");

  /** Whether the call of the current context is for the leader only. */
  static boolean requireLeader() {
    return REQUIRED.get();
  }

  /** The name that the client of the current context gave its connection. */
  static String connection() {
    return CONNECTION.get();
  }

  /** The address of the client of the current context. */
  static String from() {
    return FROM.get();
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    SocketAddress from = call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
    String name = headers.get(CONNECTION_NAME);
    Context context =
        Context.current()
            .withValue(REQUIRED, "true".equalsIgnoreCase(headers.get(REQUIRES_LEADER)))
            .withValue(CONNECTION, name == null ? "" : name)
            .withValue(FROM, from == null ? "" : from.toString());
    return Contexts.interceptCall(context, call, headers, next);
  }
}
