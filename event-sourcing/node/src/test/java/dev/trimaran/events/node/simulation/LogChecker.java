package dev.trimaran.events.node.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.events.core.model.AppendCondition;
import dev.trimaran.events.core.model.CommandResult.StreamRevisions;
import dev.trimaran.events.core.model.EventCommand;
import dev.trimaran.events.core.model.EventId;
import dev.trimaran.events.core.model.ExpectedRevision;
import dev.trimaran.events.core.model.ProposedEvent;
import dev.trimaran.events.core.model.RecordedEvent;
import dev.trimaran.events.core.model.StreamAppend;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What clients were told against the events of a log. */
final class LogChecker {

  private record Key(String stream, EventId id) {}

  private final List<RecordedEvent> log;
  private final Map<Key, RecordedEvent> byId = new HashMap<>();

  LogChecker(List<RecordedEvent> log) {
    this.log = log;
  }

  void check(Clients clients) {
    gapless();
    clients.told.forEach(this::told);
    for (EventCommand command : clients.refused) {
      if (command instanceof EventCommand.Append append) {
        for (StreamAppend write : append.writes()) {
          for (ProposedEvent event : write.events()) {
            assertThat(byId).as("refused").doesNotContainKey(new Key(write.stream(), event.id()));
          }
        }
      }
    }
  }

  private void gapless() {
    Map<String, Long> next = new HashMap<>();
    for (int position = 0; position < log.size(); position++) {
      RecordedEvent event = log.get(position);
      assertThat(event.position()).as("positions are gapless").isEqualTo(position);
      long expected = next.getOrDefault(event.stream(), 0L);
      if (event.revision() == ExpectedRevision.TOMBSTONE) {
        expected = ExpectedRevision.TOMBSTONE;
      }
      assertThat(event.revision()).as("revision in " + event.stream()).isEqualTo(expected);
      next.put(event.stream(), expected + 1);
      RecordedEvent twin = byId.put(new Key(event.stream(), event.event().id()), event);
      assertThat(twin).as("one copy of " + event).isNull();
    }
  }

  private void told(Clients.Told told) {
    if (!(told.command() instanceof EventCommand.Append append)) {
      return;
    }
    long last = -1;
    for (int i = 0; i < append.writes().size(); i++) {
      StreamAppend write = append.writes().get(i);
      StreamRevisions given = told.result().written().get(i);
      long revision = given.first();
      for (ProposedEvent event : write.events()) {
        RecordedEvent found = byId.get(new Key(write.stream(), event.id()));
        assertThat(found).as("acknowledged " + write.stream() + " " + event.id()).isNotNull();
        if (found != null) {
          assertThat(found.revision()).isEqualTo(revision++);
          assertThat(found.position()).as("in the order of the command").isGreaterThan(last);
          last = found.position();
        }
      }
      if (write.expected() instanceof ExpectedRevision.Exactly(long expected)
          && !write.events().isEmpty()) {
        assertThat(given.first()).as("right after what was expected").isEqualTo(expected + 1);
      }
    }
    assertThat(told.result().position()).isEqualTo(last);
    decided(append, last);
  }

  /** Nothing came between what a decision has seen and what it wrote. */
  private void decided(EventCommand.Append append, long position) {
    AppendCondition condition = append.condition();
    if (condition != null) {
      assertThat(log.subList((int) condition.after() + 1, (int) position))
          .as("after " + condition)
          .noneMatch(event -> condition.none().matches(event.event()));
    }
  }
}
