package dev.trimaran.events.core.codec;

import dev.trimaran.base.codec.DecodeException;
import dev.trimaran.base.codec.Decoder;
import dev.trimaran.base.codec.Encoder;
import dev.trimaran.events.core.model.ContentType;
import dev.trimaran.events.core.model.EventId;
import dev.trimaran.events.core.model.ProposedEvent;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * One event within a command.
 *
 * <pre>
 * flags u8 | id 16 | type | [tags] | data | metadata
 * </pre>
 */
final class EventBytes {

  private static final byte[] NOTHING = {};

  /** The least an event takes. */
  static final int LEAST = 20;

  private EventBytes() {}

  static void encode(Encoder out, ProposedEvent event, boolean scavenged) {
    int flags = event.contentType() == ContentType.JSON ? EventFlags.JSON : 0;
    flags |= event.tags().isEmpty() ? 0 : EventFlags.TAGS;
    flags |= scavenged ? EventFlags.SCAVENGED : 0;
    out.u8(flags).i64(event.id().most()).i64(event.id().least()).string(event.type());
    if (!event.tags().isEmpty()) {
      out.varint(event.tags().size());
      event.tags().forEach(out::string);
    }
    out.bytes(ByteBuffer.wrap(scavenged ? NOTHING : event.data()));
    out.bytes(ByteBuffer.wrap(scavenged ? NOTHING : event.metadata()));
  }

  /**
   * Reads an event.
   *
   * @param payload whether data and metadata are wanted; else they are passed and left empty
   */
  static StoredEvent decode(Decoder in, String stream, long created, boolean payload)
      throws DecodeException {
    int flags = in.u8();
    var id = new EventId(in.i64(), in.i64());
    String type = in.string();
    List<String> tags = (flags & EventFlags.TAGS) == 0 ? List.of() : tags(in);
    ByteBuffer data = in.bytes();
    ByteBuffer metadata = in.bytes();
    var event =
        new ProposedEvent(
            id,
            type,
            (flags & EventFlags.JSON) == 0 ? ContentType.BINARY : ContentType.JSON,
            payload ? array(data) : NOTHING,
            payload ? array(metadata) : NOTHING,
            tags);
    return new StoredEvent(stream, created, event, (flags & EventFlags.SCAVENGED) != 0);
  }

  private static List<String> tags(Decoder in) throws DecodeException {
    int count = in.count(1);
    List<String> tags = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      tags.add(in.string());
    }
    return tags;
  }

  /** Passes an event. */
  static void skip(Decoder in) throws DecodeException {
    int flags = in.u8();
    in.i64();
    in.i64();
    in.bytes();
    if ((flags & EventFlags.TAGS) != 0) {
      for (int left = in.count(1); left > 0; left--) {
        in.bytes();
      }
    }
    in.bytes();
    in.bytes();
  }

  private static byte[] array(ByteBuffer view) {
    byte[] bytes = new byte[view.remaining()];
    view.get(bytes);
    return bytes;
  }
}
