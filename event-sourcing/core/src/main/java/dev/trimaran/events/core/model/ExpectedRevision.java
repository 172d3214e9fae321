package dev.trimaran.events.core.model;

import dev.trimaran.base.Checks;

/** What a writer expects of a stream's last revision. */
public sealed interface ExpectedRevision {

  ExpectedRevision ANY = new Any();
  ExpectedRevision NO_STREAM = new NoStream();
  ExpectedRevision STREAM_EXISTS = new StreamExists();
  ExpectedRevision SOFT_DELETED = new SoftDeleted();
  ExpectedRevision TOMBSTONED = new Tombstoned();

  /** Revision of the event that ends a stream for ever. */
  long TOMBSTONE = Long.MAX_VALUE;

  /** The stream's last event has this revision. */
  static ExpectedRevision exactly(long revision) {
    return new Exactly(revision);
  }

  /** Whatever it is. */
  record Any() implements ExpectedRevision {}

  /** It has no events, or is deleted; a write to one that ended for ever fails all the same. */
  record NoStream() implements ExpectedRevision {}

  /** It has events and is not deleted. */
  record StreamExists() implements ExpectedRevision {}

  /** It is soft-deleted. */
  record SoftDeleted() implements ExpectedRevision {}

  /** It has ended for ever: only a guard can find that so. */
  record Tombstoned() implements ExpectedRevision {}

  /**
   * Its last event has just this revision.
   *
   * @param revision from 0
   */
  record Exactly(long revision) implements ExpectedRevision {
    public Exactly {
      Checks.argument(revision >= 0, "an expected revision is 0 or more");
    }
  }
}
