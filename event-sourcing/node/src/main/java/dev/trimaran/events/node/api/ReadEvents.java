package dev.trimaran.events.node.api;

import com.google.protobuf.UnsafeByteOperations;
import dev.trimaran.events.client.streams.ReadResp;
import dev.trimaran.events.core.model.RecordedEvent;
import dev.trimaran.events.node.model.EventReader;
import dev.trimaran.events.node.model.LinkReader;
import dev.trimaran.events.node.model.LinkTarget;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Events as readers are told them, links resolved when they asked for that and may see the target.
 * To be made in the context of the call.
 */
final class ReadEvents {

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
    if (resolve && event.type().equals(LinkReader.Link.TYPE)) {
      read.setLink(message(event));
      RecordedEvent target = target(event);
      if (target != null) {
        read.setEvent(message(target));
      }
    } else {
      read.setEvent(message(event));
    }
    return ReadResp.newBuilder().setEvent(read).build();
  }

  private @Nullable RecordedEvent target(RecordedEvent link) throws IOException {
    LinkTarget target = LinkTarget.parse(link.event().data());
    return target != null && sight.sees(target.stream())
        ? reader.event(target.stream(), target.revision())
        : null;
  }

  private ReadResp.ReadEvent.RecordedEvent message(RecordedEvent event) {
    return ReadResp.ReadEvent.RecordedEvent.newBuilder()
        .setId(Ids.write(event.event().id(), structured))
        .setStreamIdentifier(Recorded.stream(event.stream()))
        .setStreamRevision(event.revision())
        .setCommitPosition(event.position())
        .setPreparePosition(event.position())
        .putAllMetadata(Recorded.metadata(event))
        .setCustomMetadata(UnsafeByteOperations.unsafeWrap(event.event().metadata()))
        .setData(UnsafeByteOperations.unsafeWrap(event.event().data()))
        .build();
  }
}
