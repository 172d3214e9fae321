package dev.trimaran.raft.client;

import io.grpc.Status;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a gRPC status says about what was done. */
final class Failures {

  /** Texts with which a server that does nothing answers {@code UNAVAILABLE}. */
  private static final Set<String> NOTHING_DONE =
      Set.of("etcdserver: no leader", "etcdserver: not capable");

  private Failures() {}

  /**
   * The failure of one attempt.
   *
   * @param safe whether the call changes nothing, or nothing more when it is repeated
   */
  static KvException of(Status status, boolean safe) {
    return switch (status.getCode()) {
      case INVALID_ARGUMENT,
          NOT_FOUND,
          ALREADY_EXISTS,
          FAILED_PRECONDITION,
          OUT_OF_RANGE,
          RESOURCE_EXHAUSTED,
          DATA_LOSS,
          UNIMPLEMENTED ->
          new KvException(KvException.Kind.REFUSED, status, true);
      case UNAUTHENTICATED, PERMISSION_DENIED ->
          new KvException(KvException.Kind.DENIED, status, true);
      case UNAVAILABLE -> unavailable(status, safe);
      case OK, CANCELLED, UNKNOWN, DEADLINE_EXCEEDED, ABORTED, INTERNAL ->
          new KvException(KvException.Kind.NO_ANSWER, status, safe);
    };
  }

  private static KvException unavailable(Status status, boolean safe) {
    if (neverSent(status.getCause())) {
      return new KvException(KvException.Kind.UNREACHABLE, status, true);
    }
    String text = status.getDescription();
    if (text != null && NOTHING_DONE.contains(text)) {
      return new KvException(KvException.Kind.UNAVAILABLE, status, true);
    }
    return new KvException(KvException.Kind.NO_ANSWER, status, safe);
  }

  private static boolean neverSent(@Nullable Throwable cause) {
    return cause instanceof ConnectException
        || cause instanceof UnknownHostException
        || cause instanceof UnresolvedAddressException;
  }

  /** Whether asking again, perhaps another endpoint, may help and cannot harm. */
  static boolean mayRetry(KvException failure, boolean safe) {
    return switch (failure.kind()) {
      case UNREACHABLE, UNAVAILABLE -> true;
      case REFUSED, DENIED -> false;
      case NO_ANSWER ->
          safe
              && (failure.code() == Status.Code.UNAVAILABLE
                  || failure.code() == Status.Code.DEADLINE_EXCEEDED);
    };
  }
}
