package dev.trimaran.events.core.group;

/** What a group wants done. */
public sealed interface GroupEffect {

  /** The consumer is one of the group's from now on. */
  record Accept(long consumer) implements GroupEffect {}

  /** The group has as many consumers as it may have. */
  record Refuse(long consumer) implements GroupEffect {}

  /** The consumer is none of the group's any more. */
  record Drop(long consumer) implements GroupEffect {}

  /**
   * Tell a consumer of an event.
   *
   * @param retries how often it was told before
   */
  record Deliver(long consumer, GroupEvent event, int retries) implements GroupEffect {}

  /** Append to the parked messages, and say when that is durable. */
  record Park(GroupEvent event, String reason) implements GroupEffect {}

  /** Write a checkpoint, and say when that is durable. One at a time. */
  record WriteCheckpoint(GroupCheckpoint checkpoint) implements GroupEffect {}

  /** Read on, or wait at the end until there is something. One at a time. */
  record Read(long from, int most) implements GroupEffect {}

  /** Read parked messages. One at a time. */
  record ReadParked(long from, int most) implements GroupEffect {}

  /** Drop parked messages below a place, and say when that is durable. One at a time. */
  record TruncateParked(long before) implements GroupEffect {}
}
