package dev.trimaran.events.node.api;

import static dev.trimaran.events.node.api.KurrentFixture.events;
import static dev.trimaran.events.node.api.KurrentFixture.failure;
import static dev.trimaran.events.node.api.KurrentFixture.get;
import static dev.trimaran.events.node.api.KurrentFixture.numbers;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.StatusRuntimeException;
import io.kurrent.dbclient.AppendResponse;
import io.kurrent.dbclient.AppendStreamRequest;
import io.kurrent.dbclient.AppendToStreamOptions;
import io.kurrent.dbclient.DeleteStreamOptions;
import io.kurrent.dbclient.EventData;
import io.kurrent.dbclient.KurrentDBClient;
import io.kurrent.dbclient.MultiStreamAppendResponse;
import io.kurrent.dbclient.NotLeaderException;
import io.kurrent.dbclient.Position;
import io.kurrent.dbclient.ReadAllOptions;
import io.kurrent.dbclient.ReadResult;
import io.kurrent.dbclient.ReadStreamOptions;
import io.kurrent.dbclient.RecordSizeExceededException;
import io.kurrent.dbclient.RecordedEvent;
import io.kurrent.dbclient.ResolvedEvent;
import io.kurrent.dbclient.StreamDeletedException;
import io.kurrent.dbclient.StreamMetadata;
import io.kurrent.dbclient.StreamNotFoundException;
import io.kurrent.dbclient.StreamState;
import io.kurrent.dbclient.WriteResult;
import io.kurrent.dbclient.WrongExpectedVersionException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Appends, reads and deletes of KurrentDB's Java client. */
@Timeout(120)
final class KurrentStreamsTest {

  @TempDir private Path directory;
  private KurrentFixture fixture;
  private KurrentDBClient client;

  @BeforeEach
  void start() throws IOException {
    fixture = new KurrentFixture(directory);
    client = fixture.client;
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  private List<ResolvedEvent> read(String stream, ReadStreamOptions options) {
    return get(client.readStream(stream, options)).getEvents();
  }

  private List<Integer> all(String stream) {
    return numbers(read(stream, ReadStreamOptions.get()));
  }

  private static List<Integer> range(int from, int until) {
    return IntStream.range(from, until).boxed().toList();
  }

  // ---- append

  @Test
  void itTellsItsVersion() {
    assertThat(get(client.getServerVersion()))
        .hasValueSatisfying(version -> assertThat(version.isGreaterOrEqualThan(25, 1)).isTrue());
  }

  @Test
  void appendsWithEachExpectedRevision() {
    WriteResult first = get(fixture.append("a", StreamState.noStream(), 0, 2));
    assertThat(first.getNextExpectedRevision()).isEqualTo(StreamState.streamRevision(1));
    assertThat(first.getLogPosition()).isEqualTo(new Position(1, 1));
    get(fixture.append("a", StreamState.streamRevision(1), 2, 3));
    get(fixture.append("a", StreamState.streamExists(), 3, 4));
    get(fixture.append("a", StreamState.any(), 4, 5));
    get(fixture.append("fresh", StreamState.any(), 5, 6));
    assertThat(all("a")).isEqualTo(range(0, 5));
  }

  @Test
  void anotherRevisionIsAConflict() {
    get(fixture.append("a", StreamState.any(), 0, 3));
    for (StreamState expected :
        List.of(
            StreamState.noStream(), StreamState.streamRevision(1), StreamState.streamRevision(9))) {
      WrongExpectedVersionException conflict =
          failure(fixture.append("a", expected, 5, 6), WrongExpectedVersionException.class);
      assertThat(conflict.getStreamName()).isEqualTo("a");
      // The client takes an expectation of no stream for one of revision 0.
      assertThat(conflict.getExpectedState())
          .isEqualTo(
              expected.equals(StreamState.noStream()) ? StreamState.streamRevision(0) : expected);
      assertThat(conflict.getActualState()).isEqualTo(StreamState.streamRevision(2));
    }
    for (StreamState expected :
        List.of(StreamState.streamExists(), StreamState.streamRevision(0))) {
      WrongExpectedVersionException conflict =
          failure(fixture.append("none", expected, 5, 6), WrongExpectedVersionException.class);
      assertThat(conflict.getActualState()).isEqualTo(StreamState.noStream());
    }
    assertThat(all("a")).isEqualTo(range(0, 3));
  }

  @Test
  void anAppendThatIsSentAgainIsWrittenOnce() {
    WriteResult first = get(fixture.append("a", StreamState.noStream(), 0, 3));
    get(fixture.append("a", StreamState.any(), 3, 4));
    for (StreamState expected : List.of(StreamState.noStream(), StreamState.any())) {
      WriteResult again = get(fixture.append("a", expected, 0, 3));
      assertThat(again.getNextExpectedRevision()).isEqualTo(first.getNextExpectedRevision());
      assertThat(again.getLogPosition()).isEqualTo(first.getLogPosition());
    }
    var ignored =
        failure(fixture.append("a", StreamState.any(), 2, 6), WrongExpectedVersionException.class);
    assertThat(ignored.getStreamName()).isEqualTo("a");
    assertThat(all("a")).isEqualTo(range(0, 4));
  }

  @Test
  void noEventsOnlyCheck() {
    get(fixture.append("a", StreamState.any(), 0, 2));
    assertThat(get(fixture.append("a", StreamState.any(), 0, 0)).getNextExpectedRevision())
        .isEqualTo(StreamState.streamRevision(1));
    var ignored =
        failure(
            fixture.append("a", StreamState.noStream(), 0, 0), WrongExpectedVersionException.class);
    assertThat(ignored.getStreamName()).isEqualTo("a");
  }

  @Test
  void whatIsWrittenIsRead() {
    Instant before = Instant.now().minus(Duration.ofSeconds(5));
    UUID id = UUID.randomUUID();
    byte[] data = {0, 1, (byte) 0xff};
    EventData binary =
        EventData.builderAsBinary(id, "packed", data).metadataAsBytes(new byte[] {9}).build();
    get(client.appendToStream("käse-1", binary, KurrentFixture.event(3)));
    List<ResolvedEvent> events = read("käse-1", ReadStreamOptions.get());
    RecordedEvent first = events.getFirst().getEvent();
    assertThat(first.getStreamId()).isEqualTo("käse-1");
    assertThat(first.getEventId()).isEqualTo(id);
    assertThat(first.getEventType()).isEqualTo("packed");
    assertThat(first.getEventData()).isEqualTo(data);
    assertThat(first.getUserMetadata()).isEqualTo(new byte[] {9});
    assertThat(first.getContentType()).isEqualTo("application/octet-stream");
    assertThat(first.getRevision()).isZero();
    assertThat(first.getPosition()).isEqualTo(new Position(0, 0));
    assertThat(first.getCreated()).isBetween(before, Instant.now().plus(Duration.ofSeconds(5)));
    RecordedEvent second = events.get(1).getEvent();
    assertThat(second.getContentType()).isEqualTo("application/json");
    assertThat(second.getEventData()).isEqualTo("{\"n\":3}".getBytes(UTF_8));
    assertThat(second.getRevision()).isEqualTo(1);
  }

  @Test
  void anEventBeyondTheLimitIsRefused() {
    EventData large = EventData.builderAsBinary("large", new byte[(1 << 20) + 1]).build();
    StatusRuntimeException failure =
        failure(client.appendToStream("a", large), StatusRuntimeException.class);
    assertThat(Answers.trailer(failure, "exception"))
        .isEqualTo("maximum-append-event-size-exceeded");
    EventData largest = EventData.builderAsBinary("large", new byte[1 << 20]).build();
    get(client.appendToStream("a", largest));
    assertThat(read("a", ReadStreamOptions.get())).hasSize(1);
  }

  // ---- several streams

  @Test
  void appendsToSeveralStreamsAtOnce() {
    EventData described =
        EventData.builderAsJson("described", "{}".getBytes(UTF_8))
            .metadataAsBytes("{\"who\":\"me\"}".getBytes(UTF_8))
            .build();
    MultiStreamAppendResponse answer =
        get(
            client.multiStreamAppend(
                List.of(
                        new AppendStreamRequest(
                            "a", events(0, 3).iterator(), StreamState.noStream()),
                        new AppendStreamRequest(
                            "b", List.of(described).iterator(), StreamState.any()))
                    .iterator()));
    assertThat(answer.getPosition()).isEqualTo(3);
    assertThat(answer.getResults())
        .extracting(AppendResponse::getStream, AppendResponse::getStreamRevision)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("a", 2L),
            org.assertj.core.groups.Tuple.tuple("b", 0L));
    RecordedEvent event = read("b", ReadStreamOptions.get()).getFirst().getEvent();
    assertThat(new String(event.getUserMetadata(), UTF_8)).isEqualTo("{\"who\":\"me\"}");
    assertThat(event.getEventType()).isEqualTo("described");
    assertThat(event.getContentType()).isEqualTo("application/json");
  }

  @Test
  void ofSeveralStreamsAllOrNone() {
    get(fixture.append("a", StreamState.any(), 0, 1));
    WrongExpectedVersionException conflict =
        failure(
            client.multiStreamAppend(
                List.of(
                        new AppendStreamRequest("b", events(1, 2).iterator(), StreamState.any()),
                        new AppendStreamRequest(
                            "a", events(2, 3).iterator(), StreamState.noStream()))
                    .iterator()),
            WrongExpectedVersionException.class);
    assertThat(conflict.getStreamName()).isEqualTo("a");
    assertThat(conflict.getActualState()).isEqualTo(StreamState.streamRevision(0));
    EventData large = EventData.builderAsBinary("large", new byte[(1 << 20) + 1]).build();
    var refused =
        failure(
            client.multiStreamAppend(
                List.of(new AppendStreamRequest("b", List.of(large).iterator(), StreamState.any()))
                    .iterator()),
            RecordSizeExceededException.class);
    assertThat(refused.getMaxSize()).isEqualTo(1 << 20);
    failure(client.readStream("b", ReadStreamOptions.get()), StreamNotFoundException.class);
  }

  // ---- reads

  @Test
  void readsBothWaysFromAnywhere() {
    get(fixture.append("a", StreamState.any(), 0, 1_200));
    assertThat(all("a")).isEqualTo(range(0, 1_200));
    assertThat(numbers(read("a", ReadStreamOptions.get().fromRevision(1_000).maxCount(5))))
        .isEqualTo(range(1_000, 1_005));
    assertThat(numbers(read("a", ReadStreamOptions.get().backwards().fromEnd().maxCount(3))))
        .containsExactly(1_199, 1_198, 1_197);
    assertThat(numbers(read("a", ReadStreamOptions.get().backwards().fromRevision(2))))
        .containsExactly(2, 1, 0);
    assertThat(read("a", ReadStreamOptions.get().fromRevision(1_200))).isEmpty();
    ReadResult result = get(client.readStream("a", ReadStreamOptions.get().maxCount(1)));
    assertThat(result.getLastStreamPosition()).isEqualTo(1_199);
  }

  @Test
  void readsAllBothWays() {
    for (int i = 0; i < 40; i++) {
      get(fixture.append("s-" + i % 4, StreamState.any(), i, i + 1));
    }
    List<ResolvedEvent> events = get(client.readAll(ReadAllOptions.get())).getEvents();
    assertThat(numbers(events)).isEqualTo(range(0, 40));
    assertThat(events.get(7).getPosition()).contains(new Position(7, 7));
    assertThat(
            numbers(
                get(client.readAll(ReadAllOptions.get().backwards().fromEnd().maxCount(3)))
                    .getEvents()))
        .containsExactly(39, 38, 37);
    assertThat(
            numbers(
                get(client.readAll(
                        ReadAllOptions.get().fromPosition(new Position(30, 30)).maxCount(4)))
                    .getEvents()))
        .isEqualTo(range(30, 34));
  }

  @Test
  void whatIsNotThereIsNotFound() {
    assertThat(
            failure(
                    client.readStream("none", ReadStreamOptions.get()),
                    StreamNotFoundException.class)
                .getStreamName())
        .isEqualTo("none");
  }

  @Test
  void linksAreResolved() {
    get(fixture.append("a", StreamState.any(), 0, 2));
    EventData link = EventData.builderAsBinary("$>", "1@a".getBytes(UTF_8)).build();
    EventData broken = EventData.builderAsBinary("$>", "7@a".getBytes(UTF_8)).build();
    get(client.appendToStream("links", link, broken));
    List<ResolvedEvent> resolved = read("links", ReadStreamOptions.get().resolveLinkTos());
    assertThat(resolved.getFirst().getEvent().getStreamId()).isEqualTo("a");
    assertThat(resolved.getFirst().getLink().getStreamId()).isEqualTo("links");
    assertThat(resolved.getFirst().getEvent().getRevision()).isEqualTo(1);
    assertThat(resolved.get(1).getEvent()).isNull();
    assertThat(resolved.get(1).getLink().getRevision()).isEqualTo(1);
    assertThat(read("links", ReadStreamOptions.get()).getFirst().getLink()).isNull();
  }

  // ---- deletes and metadata

  @Test
  void aDeletedStreamCanBeAppendedToAgain() {
    get(fixture.append("a", StreamState.any(), 0, 3));
    failure(
        client.deleteStream("a", DeleteStreamOptions.get().streamRevision(7)),
        WrongExpectedVersionException.class);
    get(client.deleteStream("a", DeleteStreamOptions.get().streamRevision(2)));
    failure(client.readStream("a", ReadStreamOptions.get()), StreamNotFoundException.class);
    WriteResult again = get(fixture.append("a", StreamState.noStream(), 3, 5));
    assertThat(again.getNextExpectedRevision()).isEqualTo(StreamState.streamRevision(4));
    List<ResolvedEvent> events = read("a", ReadStreamOptions.get());
    assertThat(numbers(events)).containsExactly(3, 4);
    assertThat(events.getFirst().getEvent().getRevision()).isEqualTo(3);
    assertThat(get(client.readAll(ReadAllOptions.get())).getEvents()).hasSize(7);
  }

  @Test
  void metadataOfARevivedStreamCanBeWrittenBack() {
    StreamMetadata metadata = new StreamMetadata();
    metadata.setCustomProperties(Map.of("owner", "me"));
    get(fixture.append("a", StreamState.any(), 0, 3));
    get(client.setStreamMetadata("a", metadata));
    get(client.deleteStream("a"));
    get(fixture.append("a", StreamState.any(), 3, 5));
    StreamMetadata revived = get(client.getStreamMetadata("a"));
    assertThat(revived.getTruncateBefore()).isEqualTo(3);
    assertThat(revived.getCustomProperties()).containsEntry("owner", "me");
    get(client.setStreamMetadata("a", revived));
    assertThat(all("a")).containsExactly(3, 4);
    get(client.deleteStream("a"));
    WriteResult repeated = get(fixture.append("a", StreamState.any(), 3, 5));
    assertThat(repeated.getNextExpectedRevision()).isEqualTo(StreamState.streamRevision(4));
    failure(
        fixture.append("a", StreamState.streamRevision(1), 5, 6),
        WrongExpectedVersionException.class);
    failure(client.readStream("a", ReadStreamOptions.get()), StreamNotFoundException.class);
  }

  @Test
  void aTombstoneIsForEver() {
    get(fixture.append("a", StreamState.any(), 0, 3));
    get(client.tombstoneStream("a", DeleteStreamOptions.get().streamState(StreamState.any())));
    StatusRuntimeException read =
        failure(client.readStream("a", ReadStreamOptions.get()), StatusRuntimeException.class);
    assertThat(Answers.trailer(read, "exception")).isEqualTo("stream-deleted");
    assertThat(
            failure(fixture.append("a", StreamState.any(), 5, 6), StreamDeletedException.class)
                .getStreamName())
        .isEqualTo("a");
    failure(client.deleteStream("a"), StreamDeletedException.class);
    failure(client.tombstoneStream("a"), StreamDeletedException.class);
  }

  @Test
  void metadataTellsWhatMayBeSeen() {
    get(fixture.append("a", StreamState.any(), 0, 5));
    StreamMetadata metadata = new StreamMetadata();
    metadata.setMaxCount(2L);
    metadata.setCacheControl(15L);
    metadata.setCustomProperties(Map.of("owner", "me"));
    get(client.setStreamMetadata("a", metadata));
    assertThat(get(client.getStreamMetadata("a"))).isEqualTo(metadata);
    assertThat(all("a")).containsExactly(3, 4);
    metadata.setMaxCount(null);
    metadata.setTruncateBefore(4L);
    get(client.setStreamMetadata("a", metadata));
    assertThat(all("a")).containsExactly(4);
    assertThat(get(client.getStreamMetadata("none"))).isEqualTo(new StreamMetadata());
    get(client.deleteStream("a"));
    StreamMetadata after = get(client.getStreamMetadata("a"));
    assertThat(after.getCustomProperties()).containsEntry("owner", "me");
    assertThat(after.getTruncateBefore()).isEqualTo(Long.MAX_VALUE);
  }

  // ---- leaders

  @Test
  void anotherLeaderIsToldToWhoWantsIt() {
    get(fixture.append("a", StreamState.any(), 0, 1));
    fixture.node.leads = false;
    NotLeaderException failure =
        failure(fixture.append("a", StreamState.any(), 1, 2), NotLeaderException.class);
    assertThat(failure.getLeaderEndpoint().getPort()).isEqualTo(2);
    AppendToStreamOptions anywhere = AppendToStreamOptions.get().notRequireLeader();
    try (KurrentFixture.Second second = fixture.second("&nodePreference=random")) {
      get(second.client().appendToStream("a", anywhere, events(2, 3).iterator()));
      assertThat(
              numbers(
                  get(second.client().readStream("a", ReadStreamOptions.get().notRequireLeader()))
                      .getEvents()))
          .containsExactly(0, 2);
    }
  }
}
