package dev.trimaran.events.node.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.trimaran.events.client.shared.StreamIdentifier;
import dev.trimaran.events.client.streams.ReadResp;
import dev.trimaran.events.core.model.RecordedEvent;
import dev.trimaran.events.node.model.EventReader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Events as readers are told them, links resolved when they asked for that and may see the target.
 * To be made in the context of the call.
 */
final class ReadEvents {

  /** The type of an event that points at another: its data is {@code revision@stream}. */
  private static final String LINK = "$>";

  private static final long TICKS_OF_A_MILLISECOND = 10_000;

  private final EventReader reader;
  private final boolean resolve;
  private final boolean structured;
  private final Sight sight = Sight.KEY.get();

  /**
   * @param resolve whether links are followed
   * @param structured how ids are written
   */
  ReadEvents(EventReader reader, boolean resolve, boolean structured) {
    this.reader = reader;
    this.resolve = resolve;
    this.structured = structured;
  }

  ReadResp response(RecordedEvent event) throws IOException {
    var read = ReadResp.ReadEvent.newBuilder().setCommitPosition(event.position());
    if (resolve && event.type().equals(LINK)) {
      read.setLink(message(event));
      RecordedEvent target = target(new String(event.event().data(), UTF_8));
      if (target != null) {
        read.setEvent(message(target));
      }
    } else {
      read.setEvent(message(event));
    }
    return ReadResp.newBuilder().setEvent(read).build();
  }

  private @Nullable RecordedEvent target(String link) throws IOException {
    int at = link.indexOf('@');
    if (at <= 0) {
      return null;
    }
    try {
      String stream = link.substring(at + 1);
      long revision = Long.parseLong(link.substring(0, at));
      return sight.sees(stream) ? reader.event(stream, revision) : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private ReadResp.ReadEvent.RecordedEvent message(RecordedEvent event) {
    return ReadResp.ReadEvent.RecordedEvent.newBuilder()
        .setId(Ids.write(event.event().id(), structured))
        .setStreamIdentifier(
            StreamIdentifier.newBuilder().setStreamName(ByteString.copyFromUtf8(event.stream())))
        .setStreamRevision(event.revision())
        .setCommitPosition(event.position())
        .setPreparePosition(event.position())
        .putMetadata("type", event.type())
        .putMetadata("content-type", event.event().contentType().text())
        .putMetadata("created", Long.toString(event.created() * TICKS_OF_A_MILLISECOND))
        .setCustomMetadata(UnsafeByteOperations.unsafeWrap(event.event().metadata()))
        .setData(UnsafeByteOperations.unsafeWrap(event.event().data()))
        .build();
  }
}
