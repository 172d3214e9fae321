package dev.trimaran.chaos.history;

import org.jspecify.annotations.Nullable;

/**
 * What a client was told. Numbers that a system does not give are {@link #NOT_GIVEN} and then not
 * judged.
 *
 * @param succeeded whether a compare-and-set wrote, a delete removed, a get found something
 * @param value what a get found, else null
 * @param revision revision of the whole store at the answer; of a write, its own
 * @param modRevision revision of the write that a get found
 * @param version how often the key that a get found was written since it was created
 */
public record Answer(
    boolean succeeded, @Nullable String value, long revision, long modRevision, long version) {

  public static final long NOT_GIVEN = -1;

  /** A write that was done. */
  public static final Answer DONE = new Answer(true, null, NOT_GIVEN, NOT_GIVEN, NOT_GIVEN);

  /** A condition that did not hold, or a key that was absent. */
  public static final Answer NOT_DONE = new Answer(false, null, NOT_GIVEN, NOT_GIVEN, NOT_GIVEN);

  /** A get that found {@code value}, or nothing when null. */
  public static Answer found(@Nullable String value) {
    return new Answer(value != null, value, NOT_GIVEN, NOT_GIVEN, NOT_GIVEN);
  }

  /** A write that was done, or a condition that did not hold, at {@code revision}. */
  public static Answer at(long revision, boolean succeeded) {
    return new Answer(succeeded, null, revision, NOT_GIVEN, NOT_GIVEN);
  }
}
