package dev.trimaran.events.node.api;

import com.google.protobuf.ByteString;
import dev.trimaran.events.client.shared.StreamIdentifier;
import dev.trimaran.events.client.shared.UUID;
import dev.trimaran.events.core.model.ContentType;
import dev.trimaran.events.core.model.EventId;
import dev.trimaran.events.core.model.EventLimits;
import dev.trimaran.events.core.model.ProposedEvent;
import dev.trimaran.events.core.model.StreamNames;
import java.util.List;
import java.util.Map;

/** Events as clients propose them. */
final class ProposedMessages {

  private static final String TYPE = "type";
  private static final String CONTENT_TYPE = "content-type";

  private ProposedMessages() {}

  /** The name of a stream that may be written. */
  static String stream(StreamIdentifier identifier, EventLimits limits) {
    String stream = name(identifier, limits);
    if (!StreamNames.mayBeWritten(stream)) {
      throw Failures.accessDenied("nobody writes to the stream " + stream);
    }
    return stream;
  }

  /** The name of a stream. */
  static String name(StreamIdentifier identifier, EventLimits limits) {
    ByteString name = identifier.getStreamName();
    if (name.isEmpty() || name.size() > limits.streamNameBytes() || !name.isValidUtf8()) {
      throw Failures.invalid(
          "a stream's name is 1 to " + limits.streamNameBytes() + " bytes of UTF-8");
    }
    return name.toStringUtf8();
  }

  static ProposedEvent event(
      UUID id,
      Map<String, String> metadata,
      ByteString customMetadata,
      ByteString data,
      EventLimits limits) {
    String type = required(metadata, TYPE);
    String contentType = required(metadata, CONTENT_TYPE);
    EventId eventId = Ids.read(id);
    int bytes = data.size() + customMetadata.size();
    if (bytes < 0 || bytes > limits.eventBytes()) {
      throw Failures.eventTooLarge(Ids.text(eventId), bytes, limits.eventBytes());
    }
    return new ProposedEvent(
        eventId,
        type,
        ContentType.of(contentType),
        data.toByteArray(),
        customMetadata.toByteArray(),
        List.of());
  }

  private static String required(Map<String, String> metadata, String property) {
    String value = metadata.get(property);
    if (value == null || value.isEmpty()) {
      throw Failures.missingMetadata(property);
    }
    return value;
  }
}
