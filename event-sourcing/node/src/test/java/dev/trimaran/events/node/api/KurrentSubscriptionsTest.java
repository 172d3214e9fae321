package dev.trimaran.events.node.api;

import static dev.trimaran.events.node.api.KurrentFixture.event;
import static dev.trimaran.events.node.api.KurrentFixture.get;
import static dev.trimaran.events.node.api.KurrentFixture.number;
import static org.assertj.core.api.Assertions.assertThat;

import io.kurrent.dbclient.DeleteStreamOptions;
import io.kurrent.dbclient.Position;
import io.kurrent.dbclient.ResolvedEvent;
import io.kurrent.dbclient.StreamState;
import io.kurrent.dbclient.SubscribeToAllOptions;
import io.kurrent.dbclient.SubscribeToStreamOptions;
import io.kurrent.dbclient.Subscription;
import io.kurrent.dbclient.SubscriptionFilter;
import io.kurrent.dbclient.SubscriptionListener;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Catch-up subscriptions of KurrentDB's Java client. */
@Timeout(120)
final class KurrentSubscriptionsTest {

  @TempDir private Path directory;
  private KurrentFixture fixture;

  @BeforeEach
  void start() throws IOException {
    fixture = new KurrentFixture(directory);
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  /** Keeps what it is told. */
  private static final class Told extends SubscriptionListener {
    private final BlockingQueue<ResolvedEvent> events = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> words = new LinkedBlockingQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private final CompletableFuture<Throwable> end = new CompletableFuture<>();

    @Override
    public void onConfirmation(Subscription subscription) {
      words.add("confirmed");
    }

    @Override
    public void onEvent(Subscription subscription, ResolvedEvent event) {
      count.incrementAndGet();
      events.add(event);
    }

    @Override
    public void onCaughtUp(
        Subscription subscription,
        @Nullable Instant at,
        @Nullable Long revision,
        @Nullable Position position) {
      words.add("caught up after " + count + (revision == null ? "" : " at " + revision));
    }

    @Override
    public void onCancelled(Subscription subscription, @Nullable Throwable failure) {
      end.complete(failure == null ? new IllegalStateException("stopped") : failure);
    }

    private static <T> T next(BlockingQueue<T> queue) {
      try {
        T next = queue.poll(30, TimeUnit.SECONDS);
        if (next == null) {
          throw new AssertionError("nothing more was told");
        }
        return next;
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    ResolvedEvent event() {
      return next(events);
    }

    String word() {
      return next(words);
    }

    List<Integer> numbers(int count) {
      List<Integer> numbers = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        numbers.add(number(event()));
      }
      return numbers;
    }
  }

  private Told subscribe(String stream, SubscribeToStreamOptions options) {
    var told = new Told();
    assertThat(get(fixture.client.subscribeToStream(stream, told, options)).getSubscriptionId())
        .isNotEmpty();
    return told;
  }

  private Told subscribe(SubscribeToAllOptions options) {
    var told = new Told();
    assertThat(get(fixture.client.subscribeToAll(told, options)).getSubscriptionId()).isNotEmpty();
    return told;
  }

  private void append(String stream, int from, int until) {
    get(fixture.append(stream, StreamState.any(), from, until));
  }

  private static List<Integer> range(int from, int until) {
    return IntStream.range(from, until).boxed().toList();
  }

  @Test
  void fromTheStartOfAStreamToWhatIsLive() {
    append("a", 0, 5);
    append("b", 100, 105);
    Told told = subscribe("a", SubscribeToStreamOptions.get().fromStart());
    assertThat(told.word()).isEqualTo("confirmed");
    assertThat(told.word()).isEqualTo("caught up after 5 at 4");
    append("b", 105, 106);
    append("a", 5, 8);
    assertThat(told.numbers(8)).isEqualTo(range(0, 8));
  }

  @Test
  void afterARevisionAndFromTheEnd() {
    append("a", 0, 5);
    Told after = subscribe("a", SubscribeToStreamOptions.get().fromRevision(2));
    Told end = subscribe("a", SubscribeToStreamOptions.get().fromEnd());
    assertThat(end.word()).isEqualTo("confirmed");
    assertThat(end.word()).startsWith("caught up after 0");
    append("a", 5, 7);
    assertThat(after.numbers(4)).isEqualTo(range(3, 7));
    assertThat(end.numbers(2)).isEqualTo(range(5, 7));
  }

  @Test
  void aStreamThatIsNotThereYetIsWaitedFor() {
    Told told = subscribe("later", SubscribeToStreamOptions.get().fromStart());
    assertThat(told.word()).isEqualTo("confirmed");
    append("later", 0, 2);
    assertThat(told.numbers(2)).containsExactly(0, 1);
  }

  @Test
  void aTombstoneEndsTheSubscription() {
    append("a", 0, 1);
    Told told = subscribe("a", SubscribeToStreamOptions.get().fromStart());
    assertThat(told.numbers(1)).containsExactly(0);
    get(fixture.client.tombstoneStream("a", DeleteStreamOptions.get()));
    assertThat(get(told.end)).hasMessageContaining("deleted");
  }

  @Test
  void allEventsFromTheStartAfterAPositionAndFromTheEnd() {
    append("a", 0, 3);
    append("b", 3, 6);
    Told start = subscribe(SubscribeToAllOptions.get().fromStart());
    Told after = subscribe(SubscribeToAllOptions.get().fromPosition(new Position(3, 3)));
    Told end = subscribe(SubscribeToAllOptions.get().fromEnd());
    assertThat(end.word()).isEqualTo("confirmed");
    assertThat(end.word()).isEqualTo("caught up after 0");
    append("c", 6, 8);
    assertThat(start.numbers(8)).isEqualTo(range(0, 8));
    assertThat(after.numbers(4)).isEqualTo(range(4, 8));
    ResolvedEvent live = end.event();
    assertThat(number(live)).isEqualTo(6);
    assertThat(live.getPosition()).contains(new Position(6, 6));
  }

  /** Row 2 of the failure catalogue, as a client sees it. */
  @Test
  void fromHistoryToLiveUnderLoadNothingIsLostOrToldTwice() {
    int history = 2_000;
    int live = 3_000;
    for (int i = 0; i < history; i += 100) {
      append("s-" + i % 7, i, i + 100);
    }
    List<Told> all = new ArrayList<>();
    List<CompletableFuture<?>> writes = new ArrayList<>();
    for (int i = 0; i < live; i++) {
      int n = history + i;
      writes.add(fixture.client.appendToStream("live-" + n % 5, event(n)));
      if (i % 500 == 0) {
        all.add(subscribe(SubscribeToAllOptions.get().fromStart()));
      }
    }
    writes.forEach(KurrentFixture::get);
    List<Long> expected = new ArrayList<>();
    for (long position = 0; position < history + live; position++) {
      expected.add(position);
    }
    List<Integer> first = null;
    for (Told told : all) {
      List<Long> positions = new ArrayList<>();
      List<Integer> numbers = new ArrayList<>();
      for (int i = 0; i < history + live; i++) {
        ResolvedEvent event = told.event();
        positions.add(event.getPosition().orElseThrow().getCommitUnsigned());
        numbers.add(number(event));
      }
      assertThat(positions).isEqualTo(expected);
      assertThat(told.events).isEmpty();
      if (first == null) {
        first = numbers;
        assertThat(numbers).containsExactlyInAnyOrderElementsOf(range(0, history + live));
      } else {
        assertThat(numbers).isEqualTo(first);
      }
    }
  }

  @Test
  void aFilterTakesWhatMatchesAndGoesOnFromItsCheckpoints() {
    Queue<Position> checkpoints = new ConcurrentLinkedQueue<>();
    for (int i = 0; i < 200; i += 10) {
      append(i % 20 == 0 ? "order-" + i : "user-" + i, i, i + 10);
    }
    SubscriptionFilter filter =
        SubscriptionFilter.newBuilder()
            .addStreamNamePrefix("order-")
            .withMaxWindow(10)
            .withCheckpointer(
                (_, position) -> {
                  checkpoints.add(position);
                  return CompletableFuture.allOf();
                },
                2)
            .build();
    Told told = subscribe(SubscribeToAllOptions.get().fromStart().filter(filter));
    List<Integer> expected = range(0, 200).stream().filter(n -> n / 10 % 2 == 0).toList();
    assertThat(told.numbers(100)).isEqualTo(expected);
    assertThat(told.word()).isEqualTo("confirmed");
    assertThat(told.word()).isEqualTo("caught up after 100");
    append("user-live", 200, 300);
    append("order-live", 300, 301);
    assertThat(told.numbers(1)).containsExactly(300);
    assertThat(List.copyOf(checkpoints)).hasSizeGreaterThan(5).isSorted();
    Position between =
        checkpoints.stream().filter(at -> at.getCommitUnsigned() >= 200).findFirst().orElseThrow();
    Told resumed = subscribe(SubscribeToAllOptions.get().fromPosition(between).filter(filter));
    assertThat(resumed.numbers(1)).containsExactly(300);
  }

  @Test
  void filtersOfEachKind() {
    append("order-1", 0, 9);
    append("user-1", 9, 12);
    assertThat(filtered(SubscriptionFilter.newBuilder().addEventTypePrefix("type-1").build(), 4))
        .containsExactly(1, 4, 7, 10);
    assertThat(
            filtered(
                SubscriptionFilter.newBuilder()
                    .withEventTypeRegularExpression("^type-[02]$")
                    .build(),
                8))
        .containsExactly(0, 2, 3, 5, 6, 8, 9, 11);
    assertThat(
            filtered(
                SubscriptionFilter.newBuilder()
                    .withStreamNameRegularExpression("^user-\\d+$")
                    .build(),
                3))
        .containsExactly(9, 10, 11);
  }

  private List<Integer> filtered(SubscriptionFilter filter, int count) {
    return subscribe(SubscribeToAllOptions.get().fromStart().filter(filter)).numbers(count);
  }

  @Test
  void aSubscriptionThatIsStoppedIsToldNoMore() {
    append("a", 0, 1);
    var told = new Told();
    Subscription subscription = get(fixture.client.subscribeToAll(told));
    assertThat(told.numbers(1)).containsExactly(0);
    subscription.stop();
    append("a", 1, 2);
    assertThat(subscribe("a", SubscribeToStreamOptions.get().fromStart()).numbers(2))
        .containsExactly(0, 1);
    assertThat(told.events).isEmpty();
  }
}
