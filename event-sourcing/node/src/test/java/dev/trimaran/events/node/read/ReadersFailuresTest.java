package dev.trimaran.events.node.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.events.core.index.Hashes;
import dev.trimaran.events.core.model.Direction;
import dev.trimaran.events.core.model.ProposedEvent;
import dev.trimaran.events.core.model.RecordedEvent;
import dev.trimaran.events.core.model.StreamState;
import dev.trimaran.events.node.model.EventReader.AllPage;
import dev.trimaran.events.node.model.EventReader.StreamPage;
import dev.trimaran.events.node.model.LinkReader.LinkPage;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rows 9, 22, 23 and 24 of the failure catalogue, by their names, as far as readers go. */
final class ReadersFailuresTest {

  private static final Direction FORWARDS = Direction.FORWARDS;
  private static final Direction BACKWARDS = Direction.BACKWARDS;

  private final ReaderFixture fixture = new ReaderFixture(1, 8, 0, Hashes::stream);

  /** Twenty events, one each second; another stream between them. */
  private void twenty() {
    for (int i = 0; i < 20; i++) {
      fixture.now += 1000;
      fixture.append("s-1", fixture.event("happened", 10));
      fixture.append("s-2", fixture.event("happened", 10));
    }
    fixture.publish();
  }

  private StreamPage read(long from, Direction direction, int max) throws IOException {
    return fixture.reader.readStream("s-1", from, direction, max, 1 << 20);
  }

  private static List<Long> revisions(StreamPage page) {
    return page.events().stream().map(RecordedEvent::revision).toList();
  }

  private void describe(String json) {
    fixture.metadata("s-1", json);
    fixture.publish();
  }

  private void allIsUnaffected() throws IOException {
    AllPage all = fixture.reader.readAll(0, FORWARDS, 1000, 1 << 20);
    assertThat(all.events()).hasSize(fixture.events.size());
    assertThat(all.end()).isTrue();
  }

  @Test
  void row9MaxCount() throws IOException {
    twenty();
    describe("{\"$maxCount\":3}");
    StreamPage forwards = read(0, FORWARDS, 2);
    assertThat(revisions(forwards)).containsExactly(17L, 18L);
    assertThat(forwards.first()).isEqualTo(17);
    assertThat(forwards.next()).isEqualTo(19);
    assertThat(forwards.end()).isFalse();
    assertThat(revisions(read(19, FORWARDS, 2))).containsExactly(19L);
    StreamPage backwards = read(Long.MAX_VALUE, BACKWARDS, 100);
    assertThat(revisions(backwards)).containsExactly(19L, 18L, 17L);
    assertThat(backwards.next()).isEqualTo(-1);
    assertThat(backwards.end()).isTrue();
    StreamPage truncated = read(5, BACKWARDS, 100);
    assertThat(truncated.events()).isEmpty();
    assertThat(truncated.end()).isTrue();
    assertThat(fixture.reader.event("s-1", 16)).isNull();
    assertThat(fixture.reader.event("s-1", 17)).isNotNull();
    allIsUnaffected();
  }

  @Test
  void row9TruncateBefore() throws IOException {
    twenty();
    describe("{\"$tb\":15}");
    assertThat(revisions(read(3, FORWARDS, 2))).containsExactly(15L, 16L);
    assertThat(revisions(read(16, BACKWARDS, 9))).containsExactly(16L, 15L);
    assertThat(read(14, BACKWARDS, 9).events()).isEmpty();
    describe("{\"$tb\":99}");
    StreamPage empty = read(0, FORWARDS, 10);
    assertThat(empty.state().kind()).isEqualTo(StreamState.Kind.LIVE);
    assertThat(empty.events()).isEmpty();
    assertThat(empty.next()).isEqualTo(20);
    assertThat(empty.end()).isTrue();
    allIsUnaffected();
  }

  @Test
  void row9MaxAge() throws IOException {
    twenty();
    describe("{\"$maxAge\":5}");
    assertThat(revisions(read(0, FORWARDS, 100)))
        .as("made at most five seconds ago")
        .containsExactly(14L, 15L, 16L, 17L, 18L, 19L);
    StreamPage backwards = read(Long.MAX_VALUE, BACKWARDS, 100);
    assertThat(revisions(backwards)).containsExactly(19L, 18L, 17L, 16L, 15L, 14L);
    assertThat(backwards.end()).isTrue();
    fixture.now += 60_000;
    assertThat(read(0, FORWARDS, 100).events()).isEmpty();
    assertThat(read(0, FORWARDS, 100).end()).isTrue();
    allIsUnaffected();
  }

  /** Row 5: what was written while the clock was ahead, or behind, is judged by itself. */
  @Test
  void row9MaxAgeAfterClocksJumped() throws IOException {
    fixture.metadata("s-1", "{\"$maxAge\":100}");
    long start = fixture.now;
    for (int jump : List.of(0, 500, -300, 90, 400, -50)) {
      fixture.now = start + jump * 1000L;
      for (int i = 0; i < 10; i++) {
        fixture.append("s-1", fixture.event("happened", 10));
      }
    }
    fixture.publish();
    fixture.now = start + 450_000;
    List<Long> seen = revisions(read(0, FORWARDS, 100));
    assertThat(seen).hasSize(20).startsWith(10L, 11L).endsWith(48L, 49L);
    assertThat(revisions(read(Long.MAX_VALUE, BACKWARDS, 100)))
        .containsExactlyElementsOf(seen.reversed());
  }

  @Test
  void row9EmptyPagesGoOn() throws IOException {
    twenty();
    for (int i = 4; i < 16; i++) {
      fixture.scavenge(i * 2);
    }
    StreamPage page = read(4, FORWARDS, 5);
    assertThat(page.events()).isEmpty();
    assertThat(page.end()).isFalse();
    assertThat(page.next()).isEqualTo(9);
    StreamPage back = read(15, BACKWARDS, 5);
    assertThat(back.events()).isEmpty();
    assertThat(back.next()).isEqualTo(10);
    assertThat(back.end()).isFalse();
  }

  @Test
  void row22StreamsOfOneHashAreToldApart() throws IOException {
    ReaderFixture same = new ReaderFixture(1, 8, 0, name -> 42);
    for (int i = 0; i < 10; i++) {
      for (String stream : List.of("a", "b", "c")) {
        same.append(stream, same.event(stream + i, 1));
      }
    }
    same.append("b", same.event("b10", 1));
    same.publish();
    for (String stream : List.of("a", "b", "c")) {
      List<RecordedEvent> events =
          same.reader.readStream(stream, 0, FORWARDS, 100, 1 << 20).events();
      assertThat(events).hasSize(stream.equals("b") ? 11 : 10);
      assertThat(events).allMatch(event -> event.type().equals(stream + event.revision()));
    }
    assertThat(same.reader.event("a", 10)).isNull();
    assertThat(same.reader.readStream("d", 0, FORWARDS, 9, 9).state().kind())
        .isEqualTo(StreamState.Kind.ABSENT);
  }

  @Test
  void row24PositionsStayValidWhenEventsAreGone() throws IOException {
    twenty();
    for (int position = 10; position < 20; position++) {
      fixture.scavenge(position);
    }
    AllPage all = fixture.reader.readAll(8, FORWARDS, 14, 1 << 20);
    assertThat(all.events().stream().map(RecordedEvent::position))
        .containsExactly(8L, 9L, 20L, 21L);
    assertThat(all.next()).isEqualTo(22);
    AllPage gone = fixture.reader.readAll(12, FORWARDS, 4, 1 << 20);
    assertThat(gone.events()).isEmpty();
    assertThat(gone.next()).isEqualTo(16);
    assertThat(gone.end()).isFalse();
    LinkPage links = fixture.reader.readLinks("$ce-s", 9, FORWARDS, 12, 1 << 20);
    assertThat(links.links().getFirst().revision()).isEqualTo(9);
    assertThat(links.links().get(1).revision()).as("numbers stay").isEqualTo(20);
    assertThat(fixture.reader.event("s-1", 5)).isNull();
    assertThat(fixture.reader.event("s-1", 4)).isNotNull();
  }

  @Test
  void row24WhatWasTakenAwayIsNotKeptInMemory() throws IOException {
    ReaderFixture recent = new ReaderFixture(1, 8, 1 << 20, Hashes::stream);
    for (int i = 0; i < 10; i++) {
      recent.append("s-1", recent.event("happened", 10));
    }
    recent.publish();
    recent.scavenge(3);
    recent.index.forgetRecent(recent.entries.get(3));
    assertThat(recent.index.recent(recent.entries.get(3))).isNull();
    assertThat(recent.index.recent(recent.entries.get(4))).isNotNull();
    List<RecordedEvent> read = recent.reader.readAll(0, FORWARDS, 100, 1 << 20).events();
    assertThat(read.stream().map(RecordedEvent::position))
        .containsExactly(0L, 1L, 2L, 4L, 5L, 6L, 7L, 8L, 9L);
  }

  /** Row 23, the reader's side: small pages of a command with many events. */
  @Test
  void row23ManyEventsOfOneCommandAreReadInSmallPages() throws IOException {
    ReaderFixture large = new ReaderFixture(1, 65_536, 0, Hashes::stream);
    int count = 5000;
    ProposedEvent[] events = new ProposedEvent[count];
    for (int i = 0; i < count; i++) {
      events[i] = large.event("type" + i % 2, i % 7);
    }
    large.append("before", large.event("first", 1));
    large.append("s-1", events);
    large.append("after", large.event("last", 1));
    large.publish();
    long next = 0;
    AllPage page;
    do {
      page = large.reader.readAll(next, FORWARDS, 37, 1 << 20);
      for (RecordedEvent event : page.events()) {
        assertThat(event.event().id()).isEqualTo(large.events.get((int) next++).event().id());
      }
    } while (!page.end());
    assertThat(next).isEqualTo(count + 2L);
    for (long at = 0; at < count; ) {
      StreamPage part = large.reader.readStream("s-1", at, FORWARDS, 41, 1 << 20);
      for (RecordedEvent event : part.events()) {
        assertThat(event.revision()).isEqualTo(at++);
      }
    }
    LinkPage links = large.reader.readLinks("$et-type1", 2400, BACKWARDS, 100, 1 << 20);
    assertThat(links.links()).hasSize(100);
    assertThat(links.links().getFirst().target().revision()).isEqualTo(4801);
    assertThat(large.log.reads).isLessThan(100);
  }
}
