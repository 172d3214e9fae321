package dev.trimaran.events.node.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trimaran.events.client.persistent.CreateReq;
import dev.trimaran.events.client.persistent.DeleteReq;
import dev.trimaran.events.client.persistent.ListReq;
import dev.trimaran.events.client.persistent.ReadReq;
import dev.trimaran.events.client.persistent.ReadResp;
import dev.trimaran.events.client.persistent.SubscriptionInfo;
import dev.trimaran.events.client.persistent.UpdateReq;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Persistent subscriptions over the wire, on one node. */
final class GroupsServiceTest {

  private GroupClients groups;

  @BeforeEach
  void start(@TempDir Path directory) throws IOException {
    groups = new GroupClients(directory);
  }

  @AfterEach
  void stop() {
    groups.close();
  }

  @Test
  void eventsAreToldAndAcknowledgedInHistoryAndLive() {
    groups.append("s", 3);
    groups.create("s", GroupClients.settings());
    GroupClients.Consumer consumer = groups.connect("s", 2);
    ReadResp.ReadEvent first = consumer.next();
    assertThat(first.getEvent().getStreamRevision()).isZero();
    assertThat(first.getRetryCount()).isZero();
    consumer.next();
    consumer.ack(first);
    assertThat(consumer.numbers(1)).containsExactly(2L);
    SubscriptionInfo info =
        groups.until("s", i -> i.getLastCheckpointedEventPosition().equals("0"));
    assertThat(info.getTotalInFlightMessages()).isEqualTo(2);
    assertThat(info.getLastKnownEventPosition()).isEqualTo("2");
    assertThat(info.getStatus()).isEqualTo("Live");
    assertThat(info.getConnectionsList()).hasSize(1);
    assertThat(info.getConnections(0).getAvailableSlots()).isZero();
    consumer.requests.onCompleted();
    consumer.answers.end();
    groups.until("s", i -> i.getConnectionsCount() == 0);
    GroupClients.Consumer other = groups.connect("s", 10);
    groups.append("s", 1);
    assertThat(other.numbers(3)).containsExactly(1L, 2L, 3L);
  }

  @Test
  void aLeaderThatLosesLeadershipEndsCallsAndGoesOnWithRetryCounts() {
    groups.append("s", 4);
    groups.create("s", GroupClients.settings());
    GroupClients.Consumer consumer = groups.connect("s", 10);
    ReadResp.ReadEvent first = consumer.next();
    consumer.next();
    ReadResp.ReadEvent third = consumer.next();
    consumer.next();
    consumer.ack(first);
    consumer.nack(third, ReadReq.Nack.Action.Retry);
    ReadResp.ReadEvent again = consumer.next();
    assertThat(again.getRetryCount()).isEqualTo(1);
    groups.until(
        "s",
        i ->
            i.getLastCheckpointedEventPosition().equals("0")
                && groups.checkpoint().contains("\"2\":1"));
    groups.node.leads = false;
    Throwable failure = consumer.answers.failure();
    assertThat(Status.fromThrowable(failure).getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(GroupClients.kind(failure)).isEmpty();
    Throwable elsewhere = groups.new Consumer("s", 1).answers.failure();
    assertThat(GroupClients.kind(elsewhere)).isEqualTo("not-leader");
    groups.node.leads = true;
    GroupClients.Consumer later = groups.connect("s", 10);
    assertThat(later.next().getEvent().getStreamRevision()).isEqualTo(1);
    ReadResp.ReadEvent remembered = later.next();
    assertThat(remembered.getEvent().getStreamRevision()).isEqualTo(2);
    assertThat(remembered.getRetryCount()).isEqualTo(1);
  }

  @Test
  void parkedMessagesAreReplayed() {
    groups.append("s", 3);
    groups.create("s", GroupClients.settings());
    GroupClients.Consumer consumer = groups.connect("s", 10);
    List<ReadResp.ReadEvent> events = List.of(consumer.next(), consumer.next(), consumer.next());
    events.forEach(event -> consumer.nack(event, ReadReq.Nack.Action.Park));
    groups.until("s", i -> i.getParkedMessageCount() == 3);
    groups.replay(1);
    ReadResp.ReadEvent replayed = consumer.next();
    assertThat(replayed.getEvent().getStreamRevision()).isZero();
    assertThat(replayed.getEvent().getId()).isEqualTo(events.getFirst().getEvent().getId());
    assertThat(replayed.getLink().getStreamIdentifier().getStreamName().toStringUtf8())
        .isEqualTo("$persistentsubscription-s::g-parked");
    consumer.ack(replayed);
    groups.until("s", i -> i.getParkedMessageCount() == 2);
    groups.replay(Long.MAX_VALUE);
    ReadResp.ReadEvent second = consumer.next();
    ReadResp.ReadEvent third = consumer.next();
    consumer.ack(second);
    consumer.nack(third, ReadReq.Nack.Action.Park);
    groups.until("s", i -> i.getParkedMessageCount() == 1 && i.getTotalInFlightMessages() == 0);
    groups.node.leads = false;
    consumer.answers.failure();
    groups.node.leads = true;
    groups.connect("s", 10);
    assertThat(groups.info("s").getParkedMessageCount()).isEqualTo(1);
  }

  @Test
  void triesRunOutAndTheMessageIsParked() {
    groups.append("s", 1);
    groups.create("s", GroupClients.settings());
    GroupClients.Consumer consumer = groups.connect("s", 10);
    for (int retry = 0; retry <= 2; retry++) {
      ReadResp.ReadEvent event = consumer.next();
      assertThat(event.getRetryCount()).isEqualTo(retry);
      consumer.nack(event, ReadReq.Nack.Action.Unknown);
    }
    groups.until("s", i -> i.getParkedMessageCount() == 1);
  }

  @Test
  void aTimeoutTellsAnother() {
    groups.append("s", 1);
    groups.create("s", GroupClients.settings().setMessageTimeoutMs(100));
    GroupClients.Consumer sleepy = groups.connect("s", 1);
    ReadResp.ReadEvent event = sleepy.next();
    ReadResp.ReadEvent again = sleepy.next();
    assertThat(again.getRetryCount()).isEqualTo(1);
    assertThat(again.getEvent().getId()).isEqualTo(event.getEvent().getId());
    sleepy.ack(again);
    groups.until("s", i -> i.getLastCheckpointedEventPosition().equals("0"));
  }

  @Test
  void allWithAFilterAndNothingOfItsOwn() {
    groups.append("other", 5);
    groups.append("wanted-1", 2);
    groups.calls.create(
        CreateReq.newBuilder()
            .setOptions(
                CreateReq.Options.newBuilder()
                    .setGroupName("g")
                    .setSettings(GroupClients.settings())
                    .setAll(
                        CreateReq.AllOptions.newBuilder()
                            .setStart(GroupClients.EMPTY)
                            .setFilter(
                                CreateReq.AllOptions.FilterOptions.newBuilder()
                                    .setStreamIdentifier(
                                        CreateReq.AllOptions.FilterOptions.Expression.newBuilder()
                                            .addPrefix("wanted-")
                                            .addPrefix("$persistent"))
                                    .setMax(32)
                                    .setCheckpointIntervalMultiplier(1))))
            .build());
    GroupClients.Consumer consumer = groups.connect("$all", 10);
    ReadResp.ReadEvent first = consumer.next();
    assertThat(first.getCommitPosition()).isEqualTo(5);
    consumer.ack(first);
    ReadResp.ReadEvent second = consumer.next();
    // The settings of all groups are no group's own.
    ReadResp.ReadEvent settings = consumer.next();
    assertThat(settings.getEvent().getStreamIdentifier().getStreamName().toStringUtf8())
        .isEqualTo("$persistentSubscriptionConfig");
    consumer.ack(second);
    consumer.ack(settings);
    groups.append("wanted-2", 1);
    assertThat(consumer.next().getEvent().getStreamIdentifier().getStreamName().toStringUtf8())
        .isEqualTo("wanted-2");
    SubscriptionInfo all =
        groups
            .calls
            .list(
                ListReq.newBuilder()
                    .setOptions(
                        ListReq.Options.newBuilder().setListAllSubscriptions(GroupClients.EMPTY))
                    .build())
            .getSubscriptions(0);
    assertThat(all.getEventSource()).isEqualTo("$all");
    assertThat(all.getStartFrom()).isEqualTo("C:0/P:0");
    assertThat(all.getLastKnownEventPosition()).startsWith("C:");
  }

  @Test
  void categoriesAreReadAndResolved() {
    groups.append("order-1", 1);
    groups.append("order-2", 1);
    groups.create(
        "$ce-order", GroupClients.settings().setResolveLinks(true).setConsumerStrategy("Pinned"));
    GroupClients.Consumer consumer = groups.connect("$ce-order", 10);
    ReadResp.ReadEvent event = consumer.next();
    assertThat(event.getLink().getStreamIdentifier().getStreamName().toStringUtf8())
        .isEqualTo("$ce-order");
    assertThat(event.getEvent().getStreamIdentifier().getStreamName().toStringUtf8())
        .isEqualTo("order-1");
    consumer.nack(event, ReadReq.Nack.Action.Park);
    groups.until("$ce-order", i -> i.getParkedMessageCount() == 1);
  }

  @Test
  void aLinkIsNotFollowedToWhatTheConsumerMayNotSee() {
    groups.append("order-1", 1);
    groups.append("order-2", 1);
    groups.create("$ce-order", GroupClients.settings().setResolveLinks(true));
    groups.node.sight = stream -> !stream.equals("order-1");
    GroupClients.Consumer consumer = groups.connect("$ce-order", 10);
    ReadResp.ReadEvent hidden = consumer.next();
    assertThat(hidden.hasEvent()).isFalse();
    assertThat(hidden.hasLink()).isTrue();
    assertThat(consumer.next().hasEvent()).isTrue();
    consumer.nack(hidden, ReadReq.Nack.Action.Retry);
    assertThat(consumer.next().hasEvent()).isFalse();
  }

  @Test
  void whatIsNotThereAndWhatIsAlready() {
    groups.append("s", 1);
    assertThat(GroupClients.kind(groups.new Consumer("s", 1).answers.failure()))
        .isEqualTo("persistent-subscription-does-not-exist");
    assertThatThrownBy(() -> groups.info("s")).isInstanceOf(StatusRuntimeException.class);
    groups.create("s", GroupClients.settings().setMaxSubscriberCount(1));
    assertThatThrownBy(() -> groups.create("s", GroupClients.settings()))
        .satisfies(
            e -> assertThat(GroupClients.kind(e)).isEqualTo("persistent-subscription-exists"));
    groups.connect("s", 1);
    assertThat(GroupClients.kind(groups.new Consumer("s", 1).answers.failure()))
        .isEqualTo("maximum-subscribers-reached");
    assertThatThrownBy(() -> groups.create("t", GroupClients.settings().setReadBatchSize(500)))
        .satisfies(
            e -> assertThat(GroupClients.kind(e)).isEqualTo("persistent-subscription-failed"));
  }

  @Test
  void updatesAndDeletionsEndCalls() {
    groups.append("s", 2);
    groups.create("s", GroupClients.settings());
    GroupClients.Consumer consumer = groups.connect("s", 1);
    consumer.ack(consumer.next());
    groups.until("s", i -> i.getLastCheckpointedEventPosition().equals("0"));
    groups.calls.update(
        UpdateReq.newBuilder()
            .setOptions(
                UpdateReq.Options.newBuilder()
                    .setGroupName("g")
                    .setStream(
                        UpdateReq.StreamOptions.newBuilder()
                            .setStreamIdentifier(GroupClients.stream("s"))
                            .setStart(GroupClients.EMPTY))
                    .setSettings(
                        UpdateReq.Settings.newBuilder()
                            .setMaxRetryCount(9)
                            .setMaxCheckpointCount(100)
                            .setLiveBufferSize(500)
                            .setReadBatchSize(20)
                            .setHistoryBufferSize(500)
                            .setMessageTimeoutTicks(20_000_000)))
            .build());
    assertThat(GroupClients.kind(GroupClients.failureAfterMessages(consumer)))
        .isEqualTo("persistent-subscription-dropped");
    assertThat(groups.info("s").getMaxRetryCount()).isEqualTo(9);
    assertThat(groups.info("s").getMessageTimeoutMilliseconds()).isEqualTo(2_000);
    GroupClients.Consumer other = groups.connect("s", 1);
    assertThat(other.numbers(1)).containsExactly(1L);
    groups.calls.delete(
        DeleteReq.newBuilder()
            .setOptions(
                DeleteReq.Options.newBuilder()
                    .setGroupName("g")
                    .setStreamIdentifier(GroupClients.stream("s")))
            .build());
    assertThat(GroupClients.kind(other.answers.failure()))
        .isEqualTo("persistent-subscription-dropped");
    groups.create("s", GroupClients.settings());
    assertThat(groups.connect("s", 2).numbers(2)).containsExactly(0L, 1L);
  }

  @Test
  void theSubsystemRestarts() {
    groups.append("s", 1);
    groups.create("s", GroupClients.settings());
    GroupClients.Consumer consumer = groups.connect("s", 1);
    consumer.next();
    groups.calls.restartSubsystem(GroupClients.EMPTY);
    assertThat(GroupClients.kind(consumer.answers.failure()))
        .isEqualTo("persistent-subscription-dropped");
    assertThat(groups.connect("s", 1).numbers(1)).containsExactly(0L);
  }
}
