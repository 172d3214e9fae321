package dev.trimaran.events.node.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.base.random.SeededRandomness;
import dev.trimaran.events.core.index.Hashes;
import dev.trimaran.events.core.index.Term;
import dev.trimaran.events.core.model.Direction;
import dev.trimaran.events.core.model.EventCommand;
import dev.trimaran.events.core.model.EventId;
import dev.trimaran.events.core.model.ExpectedRevision;
import dev.trimaran.events.core.model.ProposedEvent;
import dev.trimaran.events.core.model.RecordedEvent;
import dev.trimaran.events.core.model.StreamAppend;
import dev.trimaran.events.core.model.StreamMetadata;
import dev.trimaran.events.core.model.StreamState;
import dev.trimaran.events.node.model.EventReader.AllPage;
import dev.trimaran.events.node.model.EventReader.StreamPage;
import dev.trimaran.events.node.model.Heads.Head;
import dev.trimaran.events.node.model.LinkReader.Link;
import dev.trimaran.events.node.model.LinkReader.LinkPage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random commands, read in every way, beside the list of all events. */
final class ReaderPropertyTest {

  private static final List<String> STREAMS =
      List.of(
          "order-1",
          "order-2",
          "Order-1",
          "a@b",
          "$settings",
          "käse-1",
          "ke\u0301-1",
          "plain",
          "x".repeat(65_536),
          "empty-1",
          "user-1",
          "user-2",
          "-odd");

  @SuppressWarnings("NullAway.Init")
  private SeededRandomness random;

  @SuppressWarnings("NullAway.Init")
  private ReaderFixture fixture;

  private final Set<Long> scavenged = new HashSet<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void everyReadIsThatOfTheList(long seed) throws IOException {
    random = new SeededRandomness(seed);
    int segment = 1 + random.nextInt(120);
    long recent = random.nextInt(2) * random.nextInt(30_000);
    // Every second run, all names have one of three hashes.
    ToLongFunction<String> hash =
        seed % 2 == 0 ? Hashes::stream : name -> Math.floorMod(name.hashCode(), 3);
    fixture = new ReaderFixture(seed, segment, recent, hash);
    for (int round = 0; round < 8; round++) {
      for (int i = random.nextInt(60); i >= 0; i--) {
        change();
      }
      fixture.publish();
      scavenge();
      for (int i = 0; i < 8; i++) {
        all();
        stream();
        links();
        index();
      }
    }
  }

  private void change() {
    fixture.now += random.nextInt(2000);
    String stream = stream(STREAMS.size() - 4);
    switch (random.nextInt(20)) {
      case 0 -> fixture.metadata(stream, "{\"$maxCount\":" + (1 + random.nextInt(9)) + "}");
      case 1 -> fixture.metadata(stream, "{\"$tb\":" + random.nextInt(40) + "}");
      case 2 -> fixture.metadata(stream, "{\"$maxAge\":" + (1 + random.nextInt(60)) + "}");
      case 3 -> fixture.metadata(stream, "{\"$tb\":" + Long.MAX_VALUE + "}");
      case 4 -> fixture.metadata(stream, "{}");
      case 5 -> fixture.log.noop();
      case 6 -> {
        several();
      }
      case 7 -> refused(stream);
      default -> fixture.append(stream, events());
    }
    while (fixture.commands.size() < fixture.log.lastIndex()) {
      fixture.commands.add(NOTHING); // no-ops of the log
    }
    if (random.nextInt(200) == 0) {
      fixture.apply(
          new EventCommand.Tombstone(
              fixture.now, "user-1", ExpectedRevision.ANY, new EventId(3, random.nextLong())));
    }
  }

  private static final EventCommand NOTHING = new EventCommand.Append(0, List.of(), null);

  private void several() {
    fixture.apply(
        new EventCommand.Append(
            fixture.now,
            List.of(
                new StreamAppend("order-1", ExpectedRevision.ANY, List.of(events())),
                new StreamAppend("order-2", ExpectedRevision.ANY, List.of()),
                new StreamAppend("user-2", ExpectedRevision.ANY, List.of(events()))),
            null));
  }

  private void refused(String stream) {
    fixture.apply(
        new EventCommand.Append(
            fixture.now,
            List.of(new StreamAppend(stream, ExpectedRevision.exactly(77_777), List.of(events()))),
            null));
  }

  private ProposedEvent[] events() {
    ProposedEvent[] events =
        new ProposedEvent[1 + random.nextInt(random.nextInt(20) == 0 ? 99 : 3)];
    for (int i = 0; i < events.length; i++) {
      events[i] = fixture.event("type" + random.nextInt(3), random.nextInt(60));
    }
    return events;
  }

  private String stream(int among) {
    return STREAMS.get(random.nextInt(among));
  }

  private void scavenge() throws IOException {
    int size = fixture.events.size();
    int position = random.nextInt(size);
    boolean inMemory = fixture.index.recent(fixture.entries.get(position)) != null;
    boolean tombstone = fixture.events.get(position).type().startsWith("$");
    if (!inMemory && !tombstone) {
      scavenged.removeIf(one ->
          fixture
              .entries
              .get((int) (long) one)
              .equals(fixture.entries.get(position))); // its command is written anew
      fixture.scavenge(position);
      scavenged.add((long) position);
    }
  }

  private boolean isLeft(RecordedEvent event) {
    return !scavenged.contains(event.position());
  }

  // ---- reads

  private void all() throws IOException {
    int size = fixture.events.size();
    Direction direction = Direction.values()[random.nextInt(2)];
    boolean forwards = direction == Direction.FORWARDS;
    long from = random.nextInt(size + 3);
    if (random.nextInt(4) == 0) {
      from = forwards ? 0 : Long.MAX_VALUE;
    }
    List<RecordedEvent> expected = new ArrayList<>();
    for (RecordedEvent event : fixture.events) {
      boolean wanted = forwards ? event.position() >= from : event.position() <= from;
      if (wanted && isLeft(event)) {
        expected.add(event);
      }
    }
    List<RecordedEvent> read = new ArrayList<>();
    long at = from;
    AllPage page;
    do {
      page =
          fixture.reader.readAll(at, direction, 1 + random.nextInt(300), 1 + random.nextInt(900));
      assertThat(page.next() != at || page.end()).isTrue();
      read.addAll(page.events());
      at = page.next();
    } while (!page.end());
    assertSame(read, forwards ? expected : expected.reversed());
    assertThat(at).isEqualTo(forwards ? Math.max(from, size) : -1);
  }

  private void stream() throws IOException {
    String stream = random.nextInt(10) == 0 ? "$$order-1" : stream(STREAMS.size());
    Head head = fixture.machine.head(stream);
    Direction direction = Direction.values()[random.nextInt(2)];
    boolean forwards = direction == Direction.FORWARDS;
    long from = random.nextInt(2) == 0 ? 0 : random.nextInt(30);
    if (!forwards && random.nextInt(2) == 0) {
      from = Long.MAX_VALUE;
    }
    List<RecordedEvent> expected = new ArrayList<>();
    for (RecordedEvent event : fixture.events) {
      boolean wanted = forwards ? event.revision() >= from : event.revision() <= from;
      if (event.stream().equals(stream) && wanted && isLeft(event) && isVisible(event, head)) {
        expected.add(event);
      }
      if (event.stream().equals(stream) && random.nextInt(20) == 0) {
        RecordedEvent one = fixture.reader.event(stream, event.revision());
        assertThat(one != null).isEqualTo(isLeft(event) && isVisible(event, head));
        assertThat(one == null || one.position() == event.position()).isTrue();
      }
    }
    List<RecordedEvent> read = new ArrayList<>();
    long at = from;
    StreamPage page;
    do {
      page =
          fixture.reader.readStream(
              stream, at, direction, 1 + random.nextInt(60), 1 + random.nextInt(400));
      assertThat(page.state()).isEqualTo(head.state());
      assertThat(page.next() != at || page.end()).isTrue();
      read.addAll(page.events());
      at = page.next();
    } while (!page.end());
    assertSame(read, forwards ? expected : expected.reversed());
  }

  private boolean isVisible(RecordedEvent event, Head head) {
    StreamMetadata metadata = head.metadata();
    boolean young =
        metadata.maxAgeSeconds() == 0
            || event.created() >= fixture.now - metadata.maxAgeSeconds() * 1000;
    return head.state().kind() == StreamState.Kind.LIVE
        && event.revision() >= metadata.first(head.state().revision())
        && young;
  }

  private void links() throws IOException {
    List<String> names = List.of("$ce-order", "$ce-none", "$et-type1", "$et-$metadata", "$streams");
    String name = names.get(random.nextInt(names.size()));
    Term term =
        switch (name) {
          case "$ce-order" -> Term.category("order");
          case "$ce-none" -> Term.category("none");
          case "$et-type1" -> Term.type("type1");
          case "$streams" -> Term.STREAM_START;
          default -> Term.type("$metadata");
        };
    List<RecordedEvent> targets = with(event -> Term.of(event).contains(term));
    Direction direction = Direction.values()[random.nextInt(2)];
    boolean forwards = direction == Direction.FORWARDS;
    long from = forwards ? random.nextInt(targets.size() + 2) : random.nextInt(targets.size() + 2);
    List<RecordedEvent> read = new ArrayList<>();
    long at = from;
    LinkPage page;
    do {
      page =
          fixture.reader.readLinks(
              name, at, direction, 1 + random.nextInt(60), 1 + random.nextInt(400));
      assertThat(page.state().revision()).isEqualTo(targets.size() - 1);
      for (Link link : page.links()) {
        assertThat(link.target().position())
            .isEqualTo(targets.get((int) link.revision()).position());
        assertThat(link.record().revision()).isEqualTo(link.revision());
        read.add(link.target());
      }
      at = page.next();
    } while (!page.end());
    int edge = (int) Math.min(from, targets.size());
    List<RecordedEvent> expected =
        forwards
            ? targets.subList(edge, targets.size())
            : targets.subList(0, (int) Math.min(from + 1, targets.size()));
    expected = expected.stream().filter(this::isLeft).toList();
    assertSame(read, forwards ? expected : expected.reversed());
  }

  private void index() throws IOException {
    List<String> names = List.of("$idx-all", "$idx-ce-order", "$idx-et-type2");
    String name = names.get(random.nextInt(names.size()));
    Predicate<RecordedEvent> matches =
        switch (name) {
          case "$idx-all" ->
              event -> !event.stream().startsWith("$") && !event.type().startsWith("$");
          case "$idx-ce-order" -> event -> event.stream().startsWith("order-");
          default -> event -> event.type().equals("type2");
        };
    Direction direction = Direction.values()[random.nextInt(2)];
    boolean forwards = direction == Direction.FORWARDS;
    long from = random.nextInt(fixture.events.size() + 2);
    List<RecordedEvent> expected =
        with(event ->
            matches.test(event)
                && isLeft(event)
                && (forwards ? event.position() >= from : event.position() <= from));
    List<RecordedEvent> read = new ArrayList<>();
    long at = from;
    AllPage page;
    do {
      page =
          fixture.reader.readIndex(
              name, at, direction, 1 + random.nextInt(60), 1 + random.nextInt(400));
      assertThat(page.next() != at || page.end()).isTrue();
      read.addAll(page.events());
      at = page.next();
    } while (!page.end());
    assertSame(read, forwards ? expected : expected.reversed());
  }

  private List<RecordedEvent> with(Predicate<RecordedEvent> wanted) {
    return fixture.events.stream().filter(wanted).toList();
  }

  private static void assertSame(List<RecordedEvent> read, List<RecordedEvent> expected) {
    assertThat(read.stream().map(ReaderPropertyTest::essence))
        .containsExactlyElementsOf(expected.stream().map(ReaderPropertyTest::essence).toList());
  }

  private record Essence(
      long position, int stream, long revision, long created, EventId id, int bytes) {}

  private static Essence essence(RecordedEvent event) {
    return new Essence(
        event.position(),
        event.stream().hashCode(),
        event.revision(),
        event.created(),
        event.event().id(),
        event.event().data().length);
  }
}
