package dev.trimaran.events.node.storage;

import dev.trimaran.events.core.index.Term;
import dev.trimaran.events.core.model.ContentType;
import dev.trimaran.events.core.model.EventId;
import dev.trimaran.events.core.model.ProposedEvent;
import dev.trimaran.events.core.model.RecordedEvent;
import java.util.List;

/** Events whose every property follows from their position: two for each entry of the log. */
final class SampleEvents {

  static final int STREAMS = 7;

  private SampleEvents() {}

  static RecordedEvent at(long position) {
    ProposedEvent event =
        new ProposedEvent(
            new EventId(1, position),
            "type" + position % 3,
            ContentType.BINARY,
            new byte[0],
            new byte[0],
            List.of("tag:" + position % 1000));
    return new RecordedEvent(
        position, stream(position % STREAMS), position / STREAMS, position, event);
  }

  static String stream(long number) {
    return "stream-" + number;
  }

  static long entry(long position) {
    return 10 + position / 2 * 3;
  }

  static int number(long position) {
    return (int) (position % 2);
  }

  static Term type(int number) {
    return Term.type("type" + number);
  }
}
