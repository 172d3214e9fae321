package dev.trimaran.events.node.api;

import com.google.protobuf.Timestamp;
import dev.trimaran.events.client.streams.ReadResp;
import dev.trimaran.events.core.model.Direction;
import dev.trimaran.events.core.model.EventId;
import dev.trimaran.events.core.model.RecordedEvent;
import dev.trimaran.events.core.model.StreamState;
import dev.trimaran.events.core.subscription.AllSubscription;
import dev.trimaran.events.core.subscription.StreamSubscription;
import dev.trimaran.events.core.subscription.SubscriptionSink;
import dev.trimaran.events.node.model.EventReader;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/**
 * A subscription: confirmed, then events, for ever. It ends when the client goes, when its stream
 * is deleted for ever, or when it asked for the leader and this node leads no more.
 */
final class SubscriptionCall implements SubscriptionSink {

  /** How long a client that has gone may stay unnoticed. */
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final EventServices services;
  private final ReadOptions options;
  private final Outlet<ReadResp> out;
  private final ReadEvents events;
  private final Views views;
  private final boolean leaderOnly = CallHeaders.requireLeader();

  SubscriptionCall(
      EventServices services, ReadOptions options, Outlet<ReadResp> out, ReadEvents events) {
    this.services = services;
    this.options = options;
    this.out = out;
    this.events = events;
    this.views = new Views(services);
  }

  void run() throws IOException, InterruptedException {
    send(
        ReadResp.newBuilder()
            .setConfirmation(
                ReadResp.SubscriptionConfirmation.newBuilder()
                    .setSubscriptionId(Ids.text(EventId.random(services.randomness()))))
            .build());
    if (options.all()) {
      followAll();
    } else {
      followStream();
    }
  }

  private void followAll() throws IOException, InterruptedException {
    EventReader reader = services.reader();
    long after = Math.min(options.from(), reader.nextPosition() - 1);
    var subscription = new AllSubscription(after, views.rest(options.filter()), options.interval());
    while (going()) {
      EventReader.AllPage page =
          views.all(
              options.filter(),
              subscription.next(),
              Direction.FORWARDS,
              services.config().pageEvents());
      long log = Math.max(page.next(), page.end() ? page.next() : reader.nextPosition());
      subscription.page(page.events(), page.next(), log, this);
      if (page.end()) {
        reader.awaitBeyond(subscription.next(), LOOK);
      }
    }
  }

  private void followStream() throws IOException, InterruptedException {
    EventReader reader = services.reader();
    StreamState state = views.state(options.stream());
    long after = options.from() == Long.MAX_VALUE ? state.revision() : options.from();
    if (state.kind() == StreamState.Kind.TOMBSTONED) {
      throw Failures.streamDeleted(options.stream());
    }
    var subscription = new StreamSubscription(after);
    while (going()) {
      long log = reader.nextPosition();
      EventReader.StreamPage page =
          views.stream(
              options.stream(),
              subscription.next(),
              Direction.FORWARDS,
              services.config().pageEvents());
      switch (page.state().kind()) {
        case TOMBSTONED -> throw Failures.streamDeleted(options.stream());
        case ABSENT, SOFT_DELETED ->
            subscription.page(java.util.List.of(), subscription.next(), true, -1, this);
        case LIVE ->
            subscription.page(
                page.events(), page.next(), page.end(), page.state().revision(), this);
      }
      boolean waits = page.end() || page.state().kind() != StreamState.Kind.LIVE;
      if (waits && views.state(options.stream()).revision() <= page.state().revision()) {
        reader.awaitBeyond(log, LOOK);
      }
    }
  }

  private boolean going() {
    if (leaderOnly && !services.cluster().leads()) {
      throw ReadCall.leaderChanged();
    }
    if (out.isCancelled()) {
      throw Status.CANCELLED.withDescription("the client has gone").asRuntimeException();
    }
    return true;
  }

  // ---- what the subscriber is told

  @Override
  public void event(RecordedEvent event) {
    try {
      send(events.response(event));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void checkpoint(long position) {
    send(
        ReadResp.newBuilder()
            .setCheckpoint(
                ReadResp.Checkpoint.newBuilder()
                    .setCommitPosition(position)
                    .setPreparePosition(position)
                    .setTimestamp(now()))
            .build());
  }

  @Override
  public void caughtUp(long last) {
    var message = ReadResp.CaughtUp.newBuilder().setTimestamp(now());
    if (last >= 0 && options.all()) {
      message.setPosition(position(last));
    } else if (last >= 0) {
      message.setStreamRevision(last);
    }
    send(ReadResp.newBuilder().setCaughtUp(message).build());
  }

  @Override
  public void fellBehind(long last) {
    var message = ReadResp.FellBehind.newBuilder().setTimestamp(now());
    if (last >= 0 && options.all()) {
      message.setPosition(position(last));
    } else if (last >= 0) {
      message.setStreamRevision(last);
    }
    send(ReadResp.newBuilder().setFellBehind(message).build());
  }

  private static ReadResp.Position position(long last) {
    return ReadResp.Position.newBuilder().setCommitPosition(last).setPreparePosition(last).build();
  }

  private Timestamp now() {
    long millis = services.clock().currentTimeMillis();
    return Timestamp.newBuilder()
        .setSeconds(Math.floorDiv(millis, 1_000))
        .setNanos((int) Math.floorMod(millis, 1_000L) * 1_000_000)
        .build();
  }

  private void send(ReadResp message) {
    try {
      out.send(message);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      StatusRuntimeException stopped =
          Status.UNAVAILABLE.withDescription("the node stops").asRuntimeException();
      throw stopped;
    }
  }
}
