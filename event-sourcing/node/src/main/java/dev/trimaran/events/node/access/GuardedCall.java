package dev.trimaran.events.node.access;

import io.grpc.ForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/**
 * A call that can be ended beside its service, which may answer at the same time on another thread:
 * what it says afterwards is dropped.
 */
final class GuardedCall<Q, R> extends ForwardingServerCall.SimpleForwardingServerCall<Q, R> {

  private boolean over;

  GuardedCall(ServerCall<Q, R> call) {
    super(call);
  }

  /** Ends the call. */
  void refuse(StatusRuntimeException why) {
    Metadata trailers = why.getTrailers();
    close(why.getStatus(), trailers == null ? new Metadata() : trailers);
  }

  @Override
  public synchronized void sendHeaders(Metadata headers) {
    if (!over) {
      super.sendHeaders(headers);
    }
  }

  @Override
  public synchronized void sendMessage(R message) {
    if (!over) {
      super.sendMessage(message);
    }
  }

  @Override
  public synchronized void close(Status status, Metadata trailers) {
    if (!over) {
      over = true;
      super.close(status, trailers);
    }
  }
}
