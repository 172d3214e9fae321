package dev.trimaran.events.core.model;

import java.util.List;

/**
 * An event as it is asked to be written. The arrays belong to the record from then on.
 *
 * @param type its type, not empty
 * @param data what happened, in the writer's words
 * @param metadata what the writer tells about it, JSON by convention, may be empty
 * @param tags {@code key:value} words that queries of a dynamic consistency boundary ask for
 */
public record ProposedEvent(
    EventId id,
    String type,
    ContentType contentType,
    byte[] data,
    byte[] metadata,
    List<String> tags) {

  public ProposedEvent {
    tags = List.copyOf(tags);
  }
}
