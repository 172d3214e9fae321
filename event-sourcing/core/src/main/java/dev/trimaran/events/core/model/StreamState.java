package dev.trimaran.events.core.model;

/**
 * What a stream is at a moment.
 *
 * @param revision of its last event; -1 when it never had one. A soft-deleted stream keeps its
 *     number, for the next event goes on from it.
 */
public record StreamState(Kind kind, long revision) {

  /** There is no such stream. */
  public static final StreamState ABSENT = new StreamState(Kind.ABSENT, -1);

  /** What it is to those who expect something of it. */
  public enum Kind {
    ABSENT,
    LIVE,
    /** Reads as absent, may be appended to. */
    SOFT_DELETED,
    /** Ended for ever. */
    TOMBSTONED
  }
}
