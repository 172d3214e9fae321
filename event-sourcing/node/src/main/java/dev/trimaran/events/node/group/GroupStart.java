package dev.trimaran.events.node.group;

import dev.trimaran.events.core.group.GroupCheckpoint;
import dev.trimaran.events.core.model.Direction;
import dev.trimaran.events.core.model.RecordedEvent;
import dev.trimaran.events.core.model.StreamState;
import dev.trimaran.events.node.model.EventReader;
import java.io.IOException;
import java.util.Optional;

/**
 * What a group begins with on this node.
 *
 * @param firstParked place of the first parked message that is there
 * @param endParked place that the next one will get
 */
record GroupStart(GroupCheckpoint checkpoint, long firstParked, long endParked) {

  private static final int PAGE_BYTES = 1 << 20;

  static GroupStart read(GroupDefinition definition, EventReader reader) throws IOException {
    GroupCheckpoint checkpoint =
        last(definition.key().checkpoints(), reader)
            .flatMap(GroupDocuments::checkpoint)
            .orElse(GroupCheckpoint.before(definition.settings().start()));
    String parked = definition.key().parked();
    StreamState state = reader.state(parked);
    long end = state.revision() == Long.MAX_VALUE ? 0 : state.revision() + 1;
    long first = end;
    if (state.kind() == StreamState.Kind.LIVE) {
      EventReader.StreamPage page = reader.readStream(parked, 0, Direction.FORWARDS, 1, PAGE_BYTES);
      first = page.events().isEmpty() ? end : page.events().getFirst().revision();
    }
    return new GroupStart(checkpoint, first, end);
  }

  static Optional<RecordedEvent> last(String stream, EventReader reader) throws IOException {
    return reader
        .readStream(stream, Long.MAX_VALUE, Direction.BACKWARDS, 1, PAGE_BYTES)
        .events()
        .stream()
        .findFirst();
  }
}
