package dev.trimaran.events.node.api;

import dev.trimaran.events.client.shared.UUID;
import dev.trimaran.events.core.model.EventId;

/** Ids of events as the protocol writes them. */
final class Ids {

  private Ids() {}

  static EventId read(UUID id) {
    return switch (id.getValueCase()) {
      case STRUCTURED ->
          new EventId(
              id.getStructured().getMostSignificantBits(),
              id.getStructured().getLeastSignificantBits());
      case STRING -> parse(id.getString());
      case VALUE_NOT_SET -> throw Failures.invalid("an event has no id");
    };
  }

  private static EventId parse(String text) {
    try {
      java.util.UUID parsed = java.util.UUID.fromString(text);
      return new EventId(parsed.getMostSignificantBits(), parsed.getLeastSignificantBits());
    } catch (IllegalArgumentException e) {
      throw Failures.invalid("an id is a UUID, not " + text);
    }
  }

  static UUID write(EventId id, boolean structured) {
    if (!structured) {
      return UUID.newBuilder().setString(text(id)).build();
    }
    return UUID.newBuilder()
        .setStructured(
            UUID.Structured.newBuilder()
                .setMostSignificantBits(id.most())
                .setLeastSignificantBits(id.least()))
        .build();
  }

  static String text(EventId id) {
    return new java.util.UUID(id.most(), id.least()).toString();
  }
}
