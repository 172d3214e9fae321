package dev.trimaran.events.node.api;

import dev.trimaran.events.core.model.ExpectedRevision;
import dev.trimaran.events.core.model.StreamState;

/** Expectations as the numbers of the protocol. */
final class Revisions {

  static final long ANY = -2;
  static final long NO_STREAM = -1;
  static final long EXISTS = -4;
  static final long SOFT_DELETED = -5;
  static final long TOMBSTONED = -6;

  private Revisions() {}

  static long number(ExpectedRevision expected) {
    return switch (expected) {
      case ExpectedRevision.Any _ -> ANY;
      case ExpectedRevision.NoStream _ -> NO_STREAM;
      case ExpectedRevision.StreamExists _ -> EXISTS;
      case ExpectedRevision.SoftDeleted _ -> SOFT_DELETED;
      case ExpectedRevision.Tombstoned _ -> TOMBSTONED;
      case ExpectedRevision.Exactly(long revision) -> revision;
    };
  }

  /** What a stream is, as the second protocol counts it. */
  static long number(StreamState state) {
    return switch (state.kind()) {
      case ABSENT -> NO_STREAM;
      case LIVE -> state.revision();
      case SOFT_DELETED -> SOFT_DELETED;
      case TOMBSTONED -> TOMBSTONED;
    };
  }

  /**
   * What a write expects of its stream: every message that says so has the same choice under the
   * same field numbers, {@code revision 2, no_stream 3, any 4, stream_exists 5}.
   *
   * @param field that is set, 0 when none is
   * @param revision of field 2
   */
  static ExpectedRevision expected(int field, long revision) {
    return switch (field) {
      case 2 -> exactly(revision);
      case 3 -> ExpectedRevision.NO_STREAM;
      case 4 -> ExpectedRevision.ANY;
      case 5 -> ExpectedRevision.STREAM_EXISTS;
      default -> throw Failures.invalid("options say no expected revision");
    };
  }

  /** An unsigned number of the wire; beyond the longs' range it can be expected of no stream. */
  private static ExpectedRevision exactly(long revision) {
    if (revision < 0) {
      throw Failures.invalid("a revision is 0 to 2^63 - 1, not " + Long.toUnsignedString(revision));
    }
    return ExpectedRevision.exactly(revision);
  }
}
