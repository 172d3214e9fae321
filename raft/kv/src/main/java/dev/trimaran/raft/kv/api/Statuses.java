package dev.trimaran.raft.kv.api;

import dev.trimaran.raft.kv.model.KvError;
import dev.trimaran.raft.node.RaftException;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletionException;

/** Refusals as gRPC statuses, with the texts that clients match. */
final class Statuses {

  private static final Map<KvError, StatusRuntimeException> EXCEPTIONS =
      new EnumMap<>(KvError.class);

  static {
    for (KvError error : KvError.values()) {
      EXCEPTIONS.put(error, new Stackless(asStatus(error)));
    }
  }

  private Statuses() {}

  static Status asStatus(KvError error) {
    return Status.fromCodeValue(error.code().number()).withDescription(error.text());
  }

  /** One exception for each refusal, without a stack: refusals are answers, not faults. */
  static StatusRuntimeException of(KvError error) {
    StatusRuntimeException exception = EXCEPTIONS.get(error);
    return exception == null ? new Stackless(asStatus(error)) : exception;
  }

  /** What a failed future says to the client. */
  static StatusRuntimeException of(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return switch (cause) {
      case RaftException raft -> of(meaning(raft));
      case StatusRuntimeException status -> status;
      default ->
          new Stackless(Status.INTERNAL.withDescription("trimaran: " + cause).withCause(cause));
    };
  }

  /** What is not served yet. */
  static StatusRuntimeException unimplemented(String text) {
    return new Stackless(Status.UNIMPLEMENTED.withDescription(text));
  }

  /**
   * In etcd's words. Who waited for a leader in vain has timed out; that there is none is said only
   * to those who ask for it ({@code hasleader}), and of leases.
   */
  static KvError meaning(RaftException failure) {
    return switch (failure.reason()) {
      case OVERLOADED -> KvError.TOO_MANY_REQUESTS;
      case TIMEOUT, NO_LEADER -> KvError.TIMEOUT;
      case TRANSFER -> KvError.LEADER_CHANGED;
      case STOPPED -> KvError.STOPPED;
      case TOO_LARGE -> KvError.REQUEST_TOO_LARGE;
    };
  }

  private static final class Stackless extends StatusRuntimeException {

    private static final long serialVersionUID = 1L;

    Stackless(Status status) {
      super(status);
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
      return this;
    }
  }
}
