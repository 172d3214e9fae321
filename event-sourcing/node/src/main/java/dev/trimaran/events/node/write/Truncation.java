package dev.trimaran.events.node.write;

import dev.trimaran.base.port.Randomness;
import dev.trimaran.events.core.model.ContentType;
import dev.trimaran.events.core.model.Direction;
import dev.trimaran.events.core.model.EventId;
import dev.trimaran.events.core.model.ExpectedRevision;
import dev.trimaran.events.core.model.ProposedEvent;
import dev.trimaran.events.core.model.RecordedEvent;
import dev.trimaran.events.core.model.StreamAppend;
import dev.trimaran.events.core.model.StreamMetadata;
import dev.trimaran.events.core.model.StreamNames;
import dev.trimaran.events.node.model.EventReader;
import java.io.IOException;
import java.util.List;

/**
 * Writes {@code $tb} into the metadata of a stream, whose rest stays: an append that is refused
 * when somebody else has written that metadata meanwhile.
 */
public final class Truncation {

  private static final int MAX_BYTES = 1 << 20;

  private final EventReader reader;
  private final Randomness randomness;

  public Truncation(EventReader reader, Randomness randomness) {
    this.reader = reader;
    this.randomness = randomness;
  }

  /**
   * The append to the stream's metadata stream. Blocks.
   *
   * @param revision the first that is to be seen; {@link StreamMetadata#DELETED} for a soft delete
   */
  public StreamAppend before(String stream, long revision) throws IOException {
    String metadata = StreamNames.metadataOf(stream);
    List<RecordedEvent> last =
        reader.readStream(metadata, Long.MAX_VALUE, Direction.BACKWARDS, 1, MAX_BYTES).events();
    byte[] document = last.isEmpty() ? new byte[] {'{', '}'} : last.getFirst().event().data();
    var event =
        new ProposedEvent(
            EventId.random(randomness),
            StreamMetadata.EVENT_TYPE,
            ContentType.JSON,
            MetadataDocument.withTruncateBefore(document, revision),
            new byte[0],
            List.of());
    return new StreamAppend(metadata, expected(metadata, last), List.of(event));
  }

  private ExpectedRevision expected(String metadata, List<RecordedEvent> last) {
    long revision = last.isEmpty() ? reader.state(metadata).revision() : last.getFirst().revision();
    return revision < 0 ? ExpectedRevision.NO_STREAM : ExpectedRevision.exactly(revision);
  }
}
