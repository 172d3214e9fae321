package dev.trimaran.raft.kv.api;

import dev.trimaran.raft.kv.model.KvError;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;

/** Refuses calls that require a leader while there is none; see {@link LeaderWatch}. */
final class LeaderGuard implements ServerInterceptor {

  private static final Metadata.Key<String> HAS_LEADER =
      Metadata.Key.of("hasleader", Metadata.ASCII_STRING_MARSHALLER);

  /** Whether the call in this context requires a leader. */
  private static final Context.Key<Boolean> REQUIRED =
      Context.keyWithDefault("requires-leader", false);

  private final LeaderWatch leader;

  LeaderGuard(LeaderWatch leader) {
    this.leader = leader;
  }

  static boolean required() {
    return REQUIRED.get();
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    if (!"true".equals(headers.get(HAS_LEADER))) {
      return next.startCall(call, headers);
    }
    if (leader.leaderless()) {
      call.close(Statuses.asStatus(KvError.NO_LEADER), new Metadata());
      return new ServerCall.Listener<>() {};
    }
    if (call.getMethodDescriptor().getType().serverSendsOneMessage()) {
      return next.startCall(call, headers);
    }
    return Contexts.interceptCall(Context.current().withValue(REQUIRED, true), call, headers, next);
  }
}
