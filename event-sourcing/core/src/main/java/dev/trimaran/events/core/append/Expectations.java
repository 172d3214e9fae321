package dev.trimaran.events.core.append;

import dev.trimaran.events.core.model.ExpectedRevision;
import dev.trimaran.events.core.model.StreamState;

/** Whether a stream is as a writer expects it. */
public final class Expectations {

  private Expectations() {}

  /** Before a write: a stream that ended for ever takes none, whatever is expected. */
  public static boolean met(ExpectedRevision expected, StreamState actual) {
    return actual.kind() != StreamState.Kind.TOMBSTONED && guarded(expected, actual);
  }

  /** Of a guard, which writes nothing: a stream that ended may be just what is expected. */
  public static boolean guarded(ExpectedRevision expected, StreamState actual) {
    StreamState.Kind kind = actual.kind();
    boolean ended = kind == StreamState.Kind.TOMBSTONED;
    return switch (expected) {
      case ExpectedRevision.Any _ -> true;
      case ExpectedRevision.NoStream _ -> kind != StreamState.Kind.LIVE;
      case ExpectedRevision.StreamExists _ -> kind == StreamState.Kind.LIVE;
      case ExpectedRevision.SoftDeleted _ -> kind == StreamState.Kind.SOFT_DELETED;
      case ExpectedRevision.Tombstoned _ -> ended;
      case ExpectedRevision.Exactly(long revision) -> !ended && actual.revision() == revision;
    };
  }
}
