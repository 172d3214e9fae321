package dev.trimaran.events.node.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.trimaran.base.port.Randomness;
import dev.trimaran.events.core.model.AppendCondition;
import dev.trimaran.events.core.model.ContentType;
import dev.trimaran.events.core.model.EventCommand;
import dev.trimaran.events.core.model.EventId;
import dev.trimaran.events.core.model.EventQuery;
import dev.trimaran.events.core.model.ExpectedRevision;
import dev.trimaran.events.core.model.ProposedEvent;
import dev.trimaran.events.core.model.StreamAppend;
import dev.trimaran.events.core.model.StreamNames;
import dev.trimaran.events.core.model.StreamState;
import dev.trimaran.events.node.EventNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Draws commands of every kind. Equal ids are given to events of different streams. */
final class Commands {

  private static final int STREAMS = 8;
  private static final int TAGS = 3;
  private static final String DELETED = "{\"$tb\":9223372036854775807}";

  private final Randomness random;
  private long ids;

  Commands(Randomness random) {
    this.random = random;
  }

  /** A command of somebody who looks at that node. */
  EventCommand next(EventNode node) {
    int first = random.nextInt(STREAMS);
    return switch (random.nextInt(40)) {
      case 0 -> new EventCommand.Tombstone(1, ended(), ExpectedRevision.ANY, new EventId(2, ++ids));
      case 1, 2 -> append(List.of(deletion(stream(first))), null);
      case 3, 4, 5, 6 -> decision(node);
      case 7, 8, 9, 10, 11, 12 -> append(several(node, first), null);
      default ->
          append(
              List.of(write(node, stream(first), events(++ids * 10, 1 + random.nextInt(3)))), null);
    };
  }

  private static EventCommand append(
      List<StreamAppend> writes, @Nullable AppendCondition condition) {
    return new EventCommand.Append(1, writes, condition);
  }

  private String stream(int number) {
    return "straße-" + number % STREAMS;
  }

  /** Streams that end get new names: there would soon be none left. */
  private String ended() {
    return "short-" + random.nextInt(20);
  }

  private StreamAppend deletion(String stream) {
    ProposedEvent event =
        new ProposedEvent(
            new EventId(3, ++ids),
            "$metadata",
            ContentType.JSON,
            DELETED.getBytes(UTF_8),
            new byte[0],
            List.of());
    return new StreamAppend(StreamNames.metadataOf(stream), ExpectedRevision.ANY, List.of(event));
  }

  private List<StreamAppend> several(EventNode node, int first) {
    List<StreamAppend> writes = new ArrayList<>();
    long id = ++ids * 10;
    writes.add(write(node, stream(first), events(id, 1 + random.nextInt(2))));
    writes.add(write(node, stream(first + 1), events(id, 1)));
    writes.add(write(node, ended(), events(id, random.nextInt(2))));
    if (random.nextInt(3) == 0) { // the first stream once more, between others
      writes.add(new StreamAppend(stream(first), ExpectedRevision.ANY, events(id + 5, 2)));
    }
    return writes;
  }

  /** Of a decider who has read all events with a tag. */
  private EventCommand decision(EventNode node) {
    String tag = "seat:" + random.nextInt(TAGS);
    ProposedEvent event =
        new ProposedEvent(
            new EventId(1, ++ids * 10),
            "reserved",
            ContentType.JSON,
            new byte[] {'{', '}'},
            new byte[0],
            List.of(tag, "other:" + random.nextInt(2)));
    EventQuery.Item item = new EventQuery.Item(List.of("reserved"), List.of(tag));
    return append(
        List.of(new StreamAppend(stream(random.nextInt(4)), ExpectedRevision.ANY, List.of(event))),
        new AppendCondition(
            new EventQuery(List.of(item)),
            Math.max(-1, node.reader().nextPosition() - 1 - random.nextInt(3))));
  }

  private StreamAppend write(EventNode node, String stream, List<ProposedEvent> events) {
    StreamState state = node.heads().head(stream).state();
    boolean known = state.kind() == StreamState.Kind.LIVE;
    ExpectedRevision expected =
        switch (random.nextInt(4)) {
          case 0 -> ExpectedRevision.ANY;
          case 1 -> known ? ExpectedRevision.STREAM_EXISTS : ExpectedRevision.NO_STREAM;
          default -> known ? ExpectedRevision.exactly(state.revision()) : ExpectedRevision.ANY;
        };
    return new StreamAppend(stream, expected, events);
  }

  private List<ProposedEvent> events(long id, int count) {
    List<ProposedEvent> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] data = new byte[random.nextInt(100)];
      events.add(
          new ProposedEvent(
              new EventId(1, id + i),
              "happened",
              ContentType.BINARY,
              data,
              new byte[0],
              List.of()));
    }
    return events;
  }
}
