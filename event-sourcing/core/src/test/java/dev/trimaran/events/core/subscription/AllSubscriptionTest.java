package dev.trimaran.events.core.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.events.core.filter.EventFilter;
import dev.trimaran.events.core.model.ContentType;
import dev.trimaran.events.core.model.EventId;
import dev.trimaran.events.core.model.ProposedEvent;
import dev.trimaran.events.core.model.RecordedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AllSubscriptionTest {

  private static final EventFilter SPARSE =
      new EventFilter.Prefix(EventFilter.Subject.TYPE, List.of("wanted"));

  private final List<String> told = new ArrayList<>();
  private final List<RecordedEvent> log = new ArrayList<>();

  private final SubscriptionSink sink =
      new SubscriptionSink() {
        @Override
        public void event(RecordedEvent event) {
          told.add("event " + event.position());
        }

        @Override
        public void checkpoint(long position) {
          told.add("checkpoint " + position);
        }

        @Override
        public void caughtUp(long last) {
          told.add("live " + last);
        }

        @Override
        public void fellBehind(long last) {
          told.add("behind " + last);
        }
      };

  private void append(int count, String type) {
    for (int i = 0; i < count; i++) {
      var event =
          new ProposedEvent(
              new EventId(1, log.size()),
              type,
              ContentType.BINARY,
              new byte[0],
              new byte[0],
              List.of());
      log.add(new RecordedEvent(log.size(), "s", log.size(), 0, event));
    }
  }

  private void read(AllSubscription subscription, int most) {
    int from = (int) subscription.next();
    int end = Math.min(log.size(), from + most);
    subscription.page(log.subList(from, end), end, log.size(), sink);
  }

  @Test
  void anEmptyLogIsCaughtUpWithAtOnce() {
    var subscription = new AllSubscription(-1, EventFilter.ALL, 32);
    read(subscription, 10);
    append(2, "wanted");
    read(subscription, 10);
    assertThat(told).containsExactly("live -1", "event 0", "event 1");
  }

  /** Row 3: a sparse filter still advances, and its checkpoint passes no match. */
  @Test
  void aSparseFilterTellsItsProgress() {
    append(70, "other");
    append(1, "wanted");
    append(9, "other");
    var subscription = new AllSubscription(-1, SPARSE, 32);
    read(subscription, 50);
    read(subscription, 50);
    assertThat(told)
        .containsExactly("checkpoint 31", "checkpoint 63", "event 70", "checkpoint 79", "live 79");
  }

  /** Row 4: in history a checkpoint tells history's position, not that of the log's end. */
  @Test
  void aCheckpointInHistoryIsOfHistory() {
    append(200, "other");
    var subscription = new AllSubscription(99, SPARSE, 10);
    read(subscription, 10);
    assertThat(told).containsExactly("checkpoint 109");
  }

  /** Row 5: what orders events is their position, whatever their clocks said. */
  @Test
  void clocksOrderNothing() {
    append(3, "wanted");
    RecordedEvent late = log.get(0);
    log.set(0, new RecordedEvent(0, "s", 0, Long.MAX_VALUE, late.event()));
    var subscription = new AllSubscription(-1, EventFilter.ALL, 32);
    read(subscription, 10);
    assertThat(told).containsExactly("event 0", "event 1", "event 2", "live 2");
  }

  @Test
  void farBehindItReadsHistoryAgain() {
    var subscription = new AllSubscription(-1, EventFilter.ALL, 32);
    read(subscription, 10);
    append(AllSubscription.BEHIND + 1, "other");
    read(subscription, 1);
    assertThat(told).containsExactly("live -1", "behind -1", "event 0");
    read(subscription, Integer.MAX_VALUE / 2);
    assertThat(told.getLast()).isEqualTo("live " + AllSubscription.BEHIND);
  }

  /** Row 2: from history to live under load, pages of any size: nothing lost, nothing twice. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void fromHistoryToLiveUnderLoad(long seed) {
    var random = new SplittableRandom(seed);
    append(random.nextInt(300), "other");
    long after = random.nextInt(-1, log.size() + 1) - 1L;
    var subscription = new AllSubscription(Math.max(-1, after), SPARSE, 1 + random.nextInt(40));
    long from = subscription.next();
    for (int step = 0; step < 300; step++) {
      append(random.nextInt(4), random.nextInt(3) == 0 ? "wanted" : "other");
      if (random.nextInt(3) > 0 && subscription.next() <= log.size()) {
        read(subscription, 1 + random.nextInt(10));
      }
    }
    while (subscription.next() < log.size()) {
      read(subscription, 7);
    }
    List<String> wanted = new ArrayList<>();
    for (int i = (int) from; i < log.size(); i++) {
      if (log.get(i).type().equals("wanted")) {
        wanted.add("event " + i);
      }
    }
    assertThat(told.stream().filter(line -> line.startsWith("event")).toList())
        .as("seed %d", seed)
        .isEqualTo(wanted);
    checkpointsPassNoMatch(seed);
  }

  private void checkpointsPassNoMatch(long seed) {
    for (int i = 0; i < told.size(); i++) {
      if (told.get(i).startsWith("checkpoint")) {
        long position = Long.parseLong(told.get(i).substring(11));
        for (String later : told.subList(i + 1, told.size())) {
          if (later.startsWith("event")) {
            assertThat(Long.parseLong(later.substring(6)))
                .as("seed %d", seed)
                .isGreaterThan(position);
          }
        }
      }
    }
  }
}
