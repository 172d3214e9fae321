package dev.trimaran.events.node.access;

import com.google.protobuf.MessageLite;
import dev.trimaran.events.node.api.Failures;
import dev.trimaran.events.node.api.Sight;
import dev.trimaran.events.node.api.WriteRight;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.ForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.util.Set;

/**
 * What every call passes: who asks is found out, and each message is weighed before its service
 * sees it, so that no service can forget to ask. A call that asks for what it may not have ends.
 * Blocks: calls need threads of their own.
 */
final class Gate implements ServerInterceptor {

  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  /** Clients ask these before they log in. */
  private static final Set<String> OPEN =
      Set.of(
          "event_store.client.gossip.Gossip", "event_store.client.server_features.ServerFeatures");

  private final Authenticator authenticator;
  private final AccessRules rules;

  Gate(Authenticator authenticator, AccessRules rules) {
    this.authenticator = authenticator;
    this.rules = rules;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    String service = String.valueOf(call.getMethodDescriptor().getServiceName());
    if (OPEN.contains(service)) {
      return next.startCall(call, headers);
    }
    Identity identity;
    try {
      identity = authenticator.identify(headers.get(AUTHORIZATION));
    } catch (StatusRuntimeException e) {
      call.close(e.getStatus(), new Metadata());
      return new ServerCall.Listener<>() {};
    }
    Context context =
        identity
            .in(Context.current())
            .withValue(Sight.KEY, stream -> rules.mayRead(identity, stream))
            .withValue(WriteRight.KEY, stream -> writeRefusal(identity, stream));
    GuardedCall<Q, R> guarded = new GuardedCall<>(call);
    ServerCall.Listener<Q> listener = Contexts.interceptCall(context, guarded, headers, next);
    return new Weighing<>(guarded, listener, service, identity);
  }

  /** Why a stream may not be written to; empty when it may. */
  private String writeRefusal(Identity identity, String stream) throws IOException {
    return rules.mayWrite(identity, stream) ? "" : identity.name() + " may not write to " + stream;
  }

  /** Hands on what is allowed. */
  private final class Weighing<Q>
      extends ForwardingServerCallListener.SimpleForwardingServerCallListener<Q> {

    private final GuardedCall<Q, ?> call;
    private final String service;
    private final Identity identity;
    private boolean over;

    Weighing(
        GuardedCall<Q, ?> call,
        ServerCall.Listener<Q> listener,
        String service,
        Identity identity) {
      super(listener);
      this.call = call;
      this.service = service;
      this.identity = identity;
    }

    @Override
    public void onMessage(Q message) {
      if (over) {
        return;
      }
      try {
        for (Demand demand : Demand.of(service, (MessageLite) message)) {
          check(demand);
        }
      } catch (StatusRuntimeException e) {
        over = true;
        call.refuse(e);
        super.onCancel();
        return;
      }
      super.onMessage(message);
    }

    @Override
    public void onHalfClose() {
      if (!over) {
        super.onHalfClose();
      }
    }

    @Override
    public void onCancel() {
      if (!over) {
        super.onCancel();
      }
    }

    @Override
    public void onComplete() {
      if (!over) {
        super.onComplete();
      }
    }

    private void check(Demand demand) {
      try {
        String refusal = refusal(demand);
        if (!refusal.isEmpty()) {
          throw Failures.accessDenied(identity.name() + " may not " + refusal);
        }
      } catch (IOException e) {
        throw Status.UNAVAILABLE
            .withDescription("the rights cannot be read: " + e.getMessage())
            .asRuntimeException();
      }
    }

    /** What may not be done; empty when it may. */
    private String refusal(Demand demand) throws IOException {
      return switch (demand) {
        case Demand.Login _ -> identity.login() != null ? "" : "do this; send credentials";
        case Demand.Operate _ -> rules.mayOperate(identity) ? "" : "look after nodes and groups";
        case Demand.Administer _ -> identity.isAdmin() ? "" : "do this";
        case Demand.Read(String stream) -> rules.mayRead(identity, stream) ? "" : "read " + stream;
        case Demand.Write(String stream) ->
            rules.mayWrite(identity, stream) ? "" : "write to " + stream;
        case Demand.Delete(String stream) ->
            rules.mayDelete(identity, stream) ? "" : "delete " + stream;
      };
    }
  }
}
