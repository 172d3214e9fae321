package dev.trimaran.events.node.api;

import com.google.protobuf.ByteString;
import dev.trimaran.events.client.shared.StreamIdentifier;
import dev.trimaran.events.core.model.RecordedEvent;
import dev.trimaran.events.node.model.Ticks;
import java.util.Map;

/** What both services that read tell of an event in the same words. */
final class Recorded {

  private Recorded() {}

  static StreamIdentifier stream(String name) {
    return StreamIdentifier.newBuilder().setStreamName(ByteString.copyFromUtf8(name)).build();
  }

  static Map<String, String> metadata(RecordedEvent event) {
    return Map.of(
        "type",
        event.type(),
        "content-type",
        event.event().contentType().text(),
        "created",
        Long.toString(Ticks.ofMillis(event.created())));
  }
}
