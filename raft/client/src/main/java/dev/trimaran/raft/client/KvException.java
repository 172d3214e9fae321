package dev.trimaran.raft.client;

import io.grpc.Status;

/** A call did not succeed. {@link #definite} is the question that a caller must ask of a write. */
public final class KvException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What kind of failure. */
  public enum Kind {
    /** No endpoint could be reached; nothing was sent. */
    UNREACHABLE,
    /** The cluster cannot decide now (no leader, overload); nothing was done. */
    UNAVAILABLE,
    /** The server refused the request for what it says; nothing was done. */
    REFUSED,
    /** The caller is not known or not allowed; nothing was done. */
    DENIED,
    /** No outcome is known: a write may or may not have been done. */
    NO_ANSWER
  }

  private final Kind kind;
  private final Status.Code code;
  private final boolean definite;

  KvException(Kind kind, Status status, boolean definite) {
    super(text(status), status.getCause(), false, false);
    this.kind = kind;
    this.code = status.getCode();
    this.definite = definite;
  }

  public Kind kind() {
    return kind;
  }

  /** The gRPC status code. */
  public Status.Code code() {
    return code;
  }

  /** Whether it is certain that nothing was done. Always so for reads. */
  public boolean definite() {
    return definite;
  }

  /** The server's text, or the cause on this side. */
  public String text() {
    String message = getMessage();
    return message == null ? code.name() : message;
  }

  private static String text(Status status) {
    String description = status.getDescription();
    Throwable cause = status.getCause();
    if (description == null || description.equals("io exception")) {
      String reason = cause == null ? null : cause.getMessage();
      return reason == null ? status.getCode().name() : reason;
    }
    return description;
  }
}
