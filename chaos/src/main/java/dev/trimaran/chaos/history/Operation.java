package dev.trimaran.chaos.history;

import dev.trimaran.base.Checks;
import org.jspecify.annotations.Nullable;

/**
 * One operation of one client.
 *
 * @param id unique in its history
 * @param process the client; it has one operation under way at a time
 * @param invoked position of the call among all calls and returns of the history
 * @param ended position of the return, {@link #NEVER} unless the outcome is known
 * @param invokedNanos time of the call, for people
 * @param endedNanos time of the return, for people; -1 when there was none
 * @param answer what the client was told; null unless the outcome is {@link Outcome#OK}
 */
public record Operation(
    long id,
    int process,
    Command command,
    long invoked,
    long ended,
    long invokedNanos,
    long endedNanos,
    Outcome outcome,
    @Nullable Answer answer) {

  /** Later than everything: an operation of unknown outcome stays open to the end. */
  public static final long NEVER = Long.MAX_VALUE;

  public Operation {
    Checks.argument(invoked < ended, "an operation ends after it was invoked");
    Checks.argument((outcome == Outcome.OK) == (answer != null), "OK, and only OK, has an answer");
    Checks.argument((outcome == Outcome.INFO) == (ended == NEVER), "INFO, and only INFO, is open");
  }

  /** The same call, whose outcome nobody knows. */
  public Operation withoutOutcome() {
    return new Operation(
        id, process, command, invoked, NEVER, invokedNanos, -1, Outcome.INFO, null);
  }

  /** The answer of an operation that has one. */
  public Answer told() {
    if (answer == null) {
      throw new IllegalStateException("nobody knows how operation " + id + " ended");
    }
    return answer;
  }
}
