package dev.trimaran.events.core.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.trimaran.base.codec.DecodeException;
import dev.trimaran.events.core.codec.CommandCodec;
import dev.trimaran.events.core.model.AppendCondition;
import dev.trimaran.events.core.model.CommandResult;
import dev.trimaran.events.core.model.ContentType;
import dev.trimaran.events.core.model.EventCommand;
import dev.trimaran.events.core.model.EventId;
import dev.trimaran.events.core.model.ExpectedRevision;
import dev.trimaran.events.core.model.PlantedBug;
import dev.trimaran.events.core.model.ProposedEvent;
import dev.trimaran.events.core.model.StreamAppend;
import dev.trimaran.events.core.stream.SipHash;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A state, and the log of what it recorded as {@code stream@revision#id}; commands pass as bytes.
 */
final class Story {

  private final Set<PlantedBug> bugs;
  EventState state;
  final List<String> log = new ArrayList<>();

  Story(PlantedBug... bugs) {
    this.bugs = Set.of(bugs);
    this.state = empty();
  }

  private EventState empty() {
    return new EventState(new SipHash(1, 2), 1_000, bugs);
  }

  static ProposedEvent event(long id, String... tags) {
    return new ProposedEvent(
        new EventId(0, id), "happened", ContentType.JSON, bytes("{}"), bytes(""), List.of(tags));
  }

  static ProposedEvent metadata(long id, String json) {
    return new ProposedEvent(
        new EventId(1, id), "$metadata", ContentType.JSON, bytes(json), bytes(""), List.of());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  static StreamAppend write(String stream, ExpectedRevision expected, long... ids) {
    List<ProposedEvent> events = new ArrayList<>();
    for (long id : ids) {
      events.add(event(id));
    }
    return new StreamAppend(stream, expected, events);
  }

  CommandResult append(StreamAppend... writes) {
    return apply(new EventCommand.Append(0, List.of(writes), null));
  }

  CommandResult append(AppendCondition condition, StreamAppend... writes) {
    return apply(new EventCommand.Append(0, List.of(writes), condition));
  }

  CommandResult append(String stream, ExpectedRevision expected, long... ids) {
    return append(write(stream, expected, ids));
  }

  CommandResult describe(String stream, long id, String json) {
    return append(
        new StreamAppend("$$" + stream, ExpectedRevision.ANY, List.of(metadata(id, json))));
  }

  CommandResult tombstone(String stream, ExpectedRevision expected, long id) {
    return apply(new EventCommand.Tombstone(0, stream, expected, new EventId(2, id)));
  }

  CommandResult apply(EventCommand command) {
    ByteBuffer bytes = ByteBuffer.wrap(CommandCodec.encode(command));
    try {
      return state.apply(
          CommandCodec.decodeToDecide(bytes),
          (position, number, stream, revision, event) -> {
            if (position != log.size()) {
              throw new AssertionError("position " + position + " after " + log.size());
            }
            log.add(stream + "@" + revision + "#" + event.id().least());
          });
    } catch (DecodeException e) {
      throw new AssertionError(e);
    }
  }

  /** What a node would know after a restart from a checkpoint. */
  void restart() {
    var restored = empty();
    int piece = 0;
    try {
      for (var pieces = state.checkpoint(); pieces.hasNext(); ) {
        restored.restore(piece++, pieces.next());
      }
    } catch (DecodeException e) {
      throw new AssertionError(e);
    }
    state = restored;
  }
}
