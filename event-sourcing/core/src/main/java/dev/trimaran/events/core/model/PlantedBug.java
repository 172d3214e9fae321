package dev.trimaran.events.core.model;

/**
 * Known bugs of event stores, to be switched on by tests that prove that the tests find them. No
 * configuration reaches them: they are handed to constructors only.
 */
public enum PlantedBug {
  /** An exact expectation is checked as if other appends could come between it and the write. */
  CHECK_NOT_ATOMIC,
  /** Positions are given in another order than the one in which events become visible. */
  POSITION_BEFORE_ORDER,
  /** Events that come while a subscriber passes from history to live are not told. */
  HANDOVER_WITH_GAP,
  /** An event is a repetition when its id is known, whatever its stream. */
  REPEATED_BY_ID_ALONE,
  /** The ids of recent events are not in the checkpoint. */
  IDS_FORGOTTEN,
  /** Deletions of streams are not in the checkpoint. */
  DELETIONS_FORGOTTEN
}
