package dev.trimaran.events.core.group;

import dev.trimaran.events.core.model.EventId;
import java.util.List;

/** What happens to a group. */
public sealed interface GroupInput {

  /**
   * A consumer comes.
   *
   * @param consumer a number that no other ever had
   * @param buffer messages that it takes unacknowledged
   */
  record Connect(long consumer, int buffer) implements GroupInput {}

  /** A consumer is gone: what it had not acknowledged is retried. */
  record Disconnect(long consumer) implements GroupInput {}

  /** Messages were handled. */
  record Ack(long consumer, List<EventId> ids) implements GroupInput {}

  /** Messages could not be handled. */
  record Nack(long consumer, List<EventId> ids, NackAction action, String reason)
      implements GroupInput {}

  /**
   * What {@link GroupEffect.Read} asked for.
   *
   * @param events in order; what a filter did not take is missing
   * @param next the place to read on from
   * @param end whether nothing was left
   */
  record Page(List<GroupEvent> events, long next, boolean end) implements GroupInput {}

  /**
   * Parked messages are to be told again.
   *
   * @param stop place among the parked, exclusive; {@link Long#MAX_VALUE}: all there are now
   */
  record Replay(long stop) implements GroupInput {}

  /**
   * What {@link GroupEffect.ReadParked} asked for.
   *
   * @param events in order; those whose event is gone are missing
   * @param next the place to read on from
   */
  record ParkedPage(List<GroupEvent> events, long next) implements GroupInput {}

  /**
   * A message is parked, durably.
   *
   * @param place it has among the parked
   */
  record Parked(EventId id, long place) implements GroupInput {}

  /** A message could not be parked: it is tried again. */
  record ParkFailed(EventId id) implements GroupInput {}

  /** The checkpoint is durable, or was not written. */
  record CheckpointDone(boolean written) implements GroupInput {}

  /** The parked messages that were told again are gone, or are still there. */
  record TruncateDone(boolean written) implements GroupInput {}

  /** Time has passed. */
  record Tick() implements GroupInput {}
}
