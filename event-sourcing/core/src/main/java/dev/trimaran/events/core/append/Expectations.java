package dev.trimaran.events.core.append;

import dev.trimaran.events.core.model.ExpectedRevision;
import dev.trimaran.events.core.model.StreamState;

/** Whether a stream is as a writer expects it. */
public final class Expectations {

  private Expectations() {}

  /** Nothing may be expected of a stream that ended for ever. */
  public static boolean met(ExpectedRevision expected, StreamState actual) {
    if (actual.kind() == StreamState.Kind.TOMBSTONED) {
      return false;
    }
    return switch (expected) {
      case ExpectedRevision.Any _ -> true;
      case ExpectedRevision.NoStream _ -> actual.kind() != StreamState.Kind.LIVE;
      case ExpectedRevision.StreamExists _ -> actual.kind() == StreamState.Kind.LIVE;
      case ExpectedRevision.Exactly(long revision) -> actual.revision() == revision;
    };
  }
}
