package dev.trimaran.events.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.StatusRuntimeException;
import io.kurrent.dbclient.CreatePersistentSubscriptionToAllOptions;
import io.kurrent.dbclient.CreatePersistentSubscriptionToStreamOptions;
import io.kurrent.dbclient.DeletePersistentSubscriptionOptions;
import io.kurrent.dbclient.KurrentDBPersistentSubscriptionsClient;
import io.kurrent.dbclient.NackAction;
import io.kurrent.dbclient.NamedConsumerStrategy;
import io.kurrent.dbclient.PersistentSubscription;
import io.kurrent.dbclient.PersistentSubscriptionListener;
import io.kurrent.dbclient.PersistentSubscriptionToAllInfo;
import io.kurrent.dbclient.PersistentSubscriptionToStreamInfo;
import io.kurrent.dbclient.ResolvedEvent;
import io.kurrent.dbclient.StreamState;
import io.kurrent.dbclient.SubscribePersistentSubscriptionOptions;
import io.kurrent.dbclient.SubscriptionFilter;
import io.kurrent.dbclient.UpdatePersistentSubscriptionToStreamOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** KurrentDB's own client competes for events. */
final class KurrentGroupsTest {

  private static final String GROUP = "g";

  private KurrentFixture kurrent;
  private KurrentDBPersistentSubscriptionsClient groups;

  @BeforeEach
  void start(@TempDir Path directory) throws IOException {
    kurrent = new KurrentFixture(directory);
    groups = KurrentDBPersistentSubscriptionsClient.from(kurrent.client);
  }

  @AfterEach
  void stop() {
    kurrent.close();
  }

  private record Told(PersistentSubscription by, int retries, ResolvedEvent event) {
    int number() {
      return (int) event.getEvent().getEventId().getLeastSignificantBits();
    }
  }

  private static final class Consumer extends PersistentSubscriptionListener {
    final BlockingQueue<Told> told = new LinkedBlockingQueue<>();
    final CompletableFuture<String> ended = new CompletableFuture<>();

    @Override
    public void onEvent(PersistentSubscription by, int retries, ResolvedEvent event) {
      told.add(new Told(by, retries, event));
    }

    @Override
    public void onCancelled(PersistentSubscription by, Throwable failure) {
      ended.complete(failure == null ? "" : failure.toString());
    }

    Told next() {
      try {
        Told next = told.poll(20, TimeUnit.SECONDS);
        if (next == null) {
          throw new AssertionError("no event");
        }
        return next;
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  private Consumer connect(String stream, int buffer) {
    Consumer consumer = new Consumer();
    KurrentFixture.get(
        groups.subscribeToStream(
            stream,
            GROUP,
            SubscribePersistentSubscriptionOptions.get().bufferSize(buffer),
            consumer));
    return consumer;
  }

  private static CreatePersistentSubscriptionToStreamOptions options() {
    return CreatePersistentSubscriptionToStreamOptions.get()
        .fromStart()
        .checkpointLowerBound(1)
        .checkpointAfterInMs(50);
  }

  /** Some calls of the client have no type. */
  private static void done(CompletableFuture<?> call) {
    KurrentFixture.get(call);
  }

  private static long checkpoint(PersistentSubscriptionToStreamInfo info) {
    return info.getStats().getLastCheckpointedEventRevision().orElse(-1L);
  }

  private PersistentSubscriptionToStreamInfo until(
      String stream, Predicate<PersistentSubscriptionToStreamInfo> so) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (true) {
      PersistentSubscriptionToStreamInfo info =
          KurrentFixture.get(groups.getInfoToStream(stream, GROUP)).orElseThrow();
      if (so.test(info)) {
        return info;
      }
      assertThat(System.nanoTime()).as("still %s", info.getStats()).isLessThan(end);
    }
  }

  @Test
  void eventsAreAcknowledgedRefusedParkedAndReplayed() {
    KurrentFixture.get(kurrent.append("s", StreamState.noStream(), 0, 4));
    done(groups.createToStream("s", GROUP, options()));
    Consumer consumer = connect("s", 10);
    Told first = consumer.next();
    assertThat(first.number()).isZero();
    assertThat(first.retries()).isZero();
    first.by().ack(first.event());
    Told second = consumer.next();
    second.by().nack(NackAction.Park, "cannot", second.event());
    Told third = consumer.next();
    third.by().nack(NackAction.Retry, "again", third.event());
    Told fourth = consumer.next();
    fourth.by().nack(NackAction.Skip, "never mind", fourth.event());
    Told again = consumer.next();
    assertThat(again.number()).isEqualTo(2);
    assertThat(again.retries()).isEqualTo(1);
    again.by().ack(again.event());
    until("s", info -> info.getStats().getParkedMessageCount() == 1);
    done(groups.replayParkedMessagesToStream("s", GROUP));
    Told replayed = consumer.next();
    assertThat(replayed.number()).isEqualTo(1);
    replayed.by().ack(replayed.event());
    PersistentSubscriptionToStreamInfo info =
        until("s", i -> i.getStats().getParkedMessageCount() == 0);
    assertThat(info.getGroupName()).isEqualTo(GROUP);
    assertThat(info.getEventSource()).isEqualTo("s");
    until("s", i -> checkpoint(i) == 3);
    assertThat(info.getStats().getLastKnownEventRevision()).hasValue(3L);
  }

  @Test
  void consumersCompete() {
    done(
        groups.createToStream(
            "s", GROUP, options().namedConsumerStrategy(NamedConsumerStrategy.ROUND_ROBIN)));
    Consumer all = new Consumer();
    for (int i = 0; i < 3; i++) {
      KurrentFixture.get(groups.subscribeToStream("s", GROUP, all));
    }
    KurrentFixture.get(kurrent.append("s", StreamState.noStream(), 0, 300));
    Set<Integer> numbers = new HashSet<>();
    Set<PersistentSubscription> consumers = new HashSet<>();
    while (numbers.size() < 300) {
      Told told = all.next();
      assertThat(numbers.add(told.number())).isTrue();
      consumers.add(told.by());
      told.by().ack(told.event());
    }
    assertThat(consumers).hasSize(3);
    until("s", i -> checkpoint(i) == 299);
  }

  @Test
  void connectingAgainAfterTheLeaderWasLost() {
    KurrentFixture.get(kurrent.append("s", StreamState.noStream(), 0, 5));
    done(groups.createToStream("s", GROUP, options()));
    Consumer consumer = connect("s", 10);
    Told first = consumer.next();
    first.by().ack(first.event());
    until("s", i -> checkpoint(i) == 0);
    kurrent.node.leads = false;
    assertThat(KurrentFixture.get(consumer.ended)).contains("UNAVAILABLE");
    kurrent.node.leads = true;
    Consumer later = connect("s", 10);
    for (int number = 1; number < 5; number++) {
      assertThat(later.next().number()).isEqualTo(number);
    }
  }

  @Test
  void allWithAFilter() {
    KurrentFixture.get(kurrent.append("a", StreamState.noStream(), 0, 6));
    done(
        groups.createToAll(
            GROUP,
            CreatePersistentSubscriptionToAllOptions.get()
                .fromStart()
                .filter(SubscriptionFilter.newBuilder().addEventTypePrefix("type-1").build())));
    Consumer consumer = new Consumer();
    KurrentFixture.get(groups.subscribeToAll(GROUP, consumer));
    assertThat(consumer.next().number()).isEqualTo(1);
    assertThat(consumer.next().number()).isEqualTo(4);
    PersistentSubscriptionToAllInfo info =
        KurrentFixture.get(groups.getInfoToAll(GROUP)).orElseThrow();
    assertThat(info.getStats().getLastKnownEventPosition()).isPresent();
    assertThat(KurrentFixture.get(groups.listToAll())).hasSize(1);
    assertThat(KurrentFixture.get(groups.listAll())).hasSize(1);
  }

  @Test
  void groupsAreChangedAndDeleted() {
    KurrentFixture.get(kurrent.append("s", StreamState.noStream(), 0, 2));
    done(groups.createToStream("s", GROUP, options()));
    Consumer consumer = connect("s", 1);
    consumer.next();
    done(
        groups.updateToStream(
            "s",
            GROUP,
            UpdatePersistentSubscriptionToStreamOptions.get()
                .fromStart()
                .maxRetryCount(3)
                .resolveLinkTos()));
    PersistentSubscriptionToStreamInfo info = until("s", i -> true);
    assertThat(info.getSettings().getMaxRetryCount()).isEqualTo(3);
    assertThat(info.getSettings().shouldResolveLinkTos()).isTrue();
    assertThat(connect("s", 5).next().number()).isZero();
    done(groups.restartSubsystem());
    done(groups.deleteToStream("s", GROUP, DeletePersistentSubscriptionOptions.get()));
    KurrentFixture.failure(
        groups.deleteToStream("s", GROUP, DeletePersistentSubscriptionOptions.get()),
        StatusRuntimeException.class);
    assertThat(KurrentFixture.get(groups.getInfoToStream("s", GROUP))).isEmpty();
  }
}
