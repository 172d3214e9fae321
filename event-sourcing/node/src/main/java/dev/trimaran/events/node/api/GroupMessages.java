package dev.trimaran.events.node.api;

import com.google.protobuf.UnsafeByteOperations;
import dev.trimaran.events.client.persistent.ReadResp;
import dev.trimaran.events.client.persistent.SubscriptionInfo;
import dev.trimaran.events.core.group.GroupEvent;
import dev.trimaran.events.core.group.GroupSettings;
import dev.trimaran.events.core.group.GroupStatistics;
import dev.trimaran.events.core.model.RecordedEvent;
import dev.trimaran.events.node.group.GroupConsumer;
import dev.trimaran.events.node.group.GroupInfo;
import dev.trimaran.events.node.group.GroupKey;

/** What clients are told of groups. */
final class GroupMessages {

  private static final GroupConsumer.Identity NOBODY = new GroupConsumer.Identity("", "", "");

  private GroupMessages() {}

  // ---- events

  static ReadResp event(GroupEvent event, int retries, boolean structured) {
    var read = ReadResp.ReadEvent.newBuilder().setRetryCount(retries);
    RecordedEvent target = event.event();
    RecordedEvent link = event.link();
    if (target != null) {
      read.setEvent(recorded(target, structured)).setCommitPosition(target.position());
    }
    if (link != null) {
      read.setLink(recorded(link, structured)).setCommitPosition(link.position());
    }
    return ReadResp.newBuilder().setEvent(read).build();
  }

  private static ReadResp.ReadEvent.RecordedEvent recorded(
      RecordedEvent event, boolean structured) {
    return ReadResp.ReadEvent.RecordedEvent.newBuilder()
        .setId(Ids.write(event.event().id(), structured))
        .setStreamIdentifier(Recorded.stream(event.stream()))
        .setStreamRevision(event.revision())
        .setCommitPosition(event.position())
        .setPreparePosition(event.position())
        .putAllMetadata(Recorded.metadata(event))
        .setCustomMetadata(UnsafeByteOperations.unsafeWrap(event.event().metadata()))
        .setData(UnsafeByteOperations.unsafeWrap(event.event().data()))
        .build();
  }

  // ---- figures

  static SubscriptionInfo info(GroupInfo group) {
    GroupKey key = group.definition().key();
    GroupSettings settings = group.definition().settings();
    GroupStatistics figures = group.statistics();
    var info =
        SubscriptionInfo.newBuilder()
            .setEventSource(key.stream())
            .setGroupName(key.name())
            .setStatus(figures.live() ? "Live" : "Behind")
            .setLastCheckpointedEventPosition(place(key, figures.checkpoint()))
            .setLastKnownEventPosition(place(key, group.last()))
            .setStartFrom(group.definition().startFrom())
            .setReadBufferCount(figures.live() ? 0 : figures.waiting())
            .setLiveBufferCount(figures.live() ? figures.waiting() : 0)
            .setRetryBufferCount(figures.retrying())
            .setTotalInFlightMessages(figures.inFlight())
            .setOutstandingMessagesCount(figures.inFlight())
            .setParkedMessageCount(figures.parked());
    settings(info, settings);
    for (GroupStatistics.OfConsumer one : figures.consumers()) {
      GroupConsumer.Identity who = group.consumers().getOrDefault(one.consumer(), NOBODY);
      info.addConnections(connection(one, who, settings.extraStatistics(), figures.oldestMs()));
      info.setAveragePerSecond(info.getAveragePerSecond() + one.perSecond());
      info.setTotalItems(info.getTotalItems() + one.total());
      info.setCountSinceLastMeasurement(info.getCountSinceLastMeasurement() + one.recent());
    }
    return info.build();
  }

  private static void settings(SubscriptionInfo.Builder info, GroupSettings settings) {
    info.setResolveLinkTos(settings.resolveLinks())
        .setMessageTimeoutMilliseconds(settings.messageTimeoutMs())
        .setExtraStatistics(settings.extraStatistics())
        .setMaxRetryCount(settings.maxRetryCount())
        .setLiveBufferSize(settings.liveBufferSize())
        .setBufferSize(settings.historyBufferSize())
        .setReadBatchSize(settings.readBatchSize())
        .setCheckPointAfterMilliseconds(settings.checkpointAfterMs())
        .setMinCheckPointCount(settings.minCheckpointCount())
        .setMaxCheckPointCount(settings.maxCheckpointCount())
        .setNamedConsumerStrategy(settings.strategy().text())
        .setMaxSubscriberCount(settings.maxSubscriberCount());
  }

  /** Nothing is said of a place that there is none of. */
  private static String place(GroupKey key, long place) {
    if (place < 0) {
      return "";
    }
    return key.all() ? "C:" + place + "/P:" + place : Long.toString(place);
  }

  private static SubscriptionInfo.ConnectionInfo connection(
      GroupStatistics.OfConsumer figures,
      GroupConsumer.Identity who,
      boolean extra,
      long oldestMs) {
    var connection =
        SubscriptionInfo.ConnectionInfo.newBuilder()
            .setFrom(who.from())
            .setUsername(who.user())
            .setConnectionName(who.connection())
            .setAverageItemsPerSecond(figures.perSecond())
            .setTotalItems(figures.total())
            .setCountSinceLastMeasurement(figures.recent())
            .setAvailableSlots(figures.room())
            .setInFlightMessages(figures.inFlight());
    if (extra) {
      connection.addObservedMeasurements(
          SubscriptionInfo.Measurement.newBuilder()
              .setKey("OldestUnacknowledgedMs")
              .setValue(oldestMs));
    }
    return connection.build();
  }
}
