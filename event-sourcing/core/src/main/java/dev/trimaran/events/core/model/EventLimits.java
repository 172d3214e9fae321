package dev.trimaran.events.core.model;

import dev.trimaran.base.Checks;

/**
 * The bounds of the event store.
 *
 * @param eventBytes of one event, data and metadata together
 * @param appendBytes of one command as it is written to the log
 * @param appendEvents of one command
 * @param streamNameBytes of a stream's name in UTF-8; the same for a type and a tag
 * @param tags of one event
 * @param deduplicationEvents how many of the latest events are remembered by their ids; the same on
 *     every node and for ever, since it decides what becomes of a command
 */
public record EventLimits(
    int eventBytes,
    int appendBytes,
    int appendEvents,
    int streamNameBytes,
    int tags,
    int deduplicationEvents) {

  public static final EventLimits DEFAULTS =
      new EventLimits(16 << 20, 32 << 20, 100_000, 64 << 10, 64, 100_000);

  public EventLimits {
    Checks.argument(eventBytes > 0 && eventBytes <= appendBytes, "eventBytes is 1 to appendBytes");
    Checks.argument(appendEvents > 0, "appendEvents is positive");
    Checks.argument(streamNameBytes > 0, "streamNameBytes is positive");
    Checks.argument(tags >= 0, "tags is 0 or more");
    Checks.argument(
        deduplicationEvents >= appendEvents,
        "deduplicationEvents is at least appendEvents: a command can be repeated as a whole");
  }
}
