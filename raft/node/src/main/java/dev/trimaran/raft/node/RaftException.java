package dev.trimaran.raft.node;

/** A request of a {@link RaftNode} did not succeed. */
public final class RaftException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Reason {
    /** No leader was found in time; nothing was appended. */
    NO_LEADER,
    /** Too much is in flight; nothing was appended. Try again later. */
    OVERLOADED,
    /** No outcome in time: the command may or may not be applied. */
    TIMEOUT,
    /** Leadership is being handed over, or could not be. */
    TRANSFER,
    /** The node has stopped: the command may or may not be applied. */
    STOPPED,
    /** The command exceeds the size limit; nothing was appended. */
    TOO_LARGE
  }

  private final Reason reason;

  public RaftException(Reason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  /** Whether it is certain that the command was not and will not be applied. */
  public boolean definite() {
    return switch (reason) {
      case NO_LEADER, OVERLOADED, TRANSFER, TOO_LARGE -> true;
      case TIMEOUT, STOPPED -> false;
    };
  }
}
