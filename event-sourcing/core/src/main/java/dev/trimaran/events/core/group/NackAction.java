package dev.trimaran.events.core.group;

/** What a consumer wants to become of a message that it could not handle. */
public enum NackAction {
  /** Put aside, to be replayed on demand. */
  PARK,
  /** Given to a consumer again; parked when that happened too often. */
  RETRY,
  /** Never told again. */
  SKIP,
  /** Given to another: this consumer is cut off. */
  STOP
}
