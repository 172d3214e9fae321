package dev.trimaran.events.node.api;

import dev.trimaran.events.client.persistent.ReadReq;
import dev.trimaran.events.client.persistent.ReadResp;
import dev.trimaran.events.client.shared.UUID;
import dev.trimaran.events.core.group.GroupEvent;
import dev.trimaran.events.core.group.NackAction;
import dev.trimaran.events.core.model.EventId;
import dev.trimaran.events.core.model.RecordedEvent;
import dev.trimaran.events.node.group.GroupConnection;
import dev.trimaran.events.node.group.GroupConsumer;
import dev.trimaran.events.node.group.GroupKey;
import dev.trimaran.events.node.group.GroupRefusal;
import dev.trimaran.events.node.group.PersistentGroups;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One consumer of a group: its options, then what it acknowledges and what it does not. The group
 * never has more for it than it has room for, so its answers are not held up by its pace.
 */
final class GroupCall implements StreamObserver<ReadReq>, GroupConsumer {

  /** Answers of the client that wait for the group at a time. */
  private static final int WINDOW = 64;

  /** So many characters of a reason are kept with a parked message. */
  private static final int LONGEST_REASON = 1_000;

  private final EventServices services;
  private final PersistentGroups groups;
  private final ServerCallStreamObserver<ReadResp> out;
  private final Identity identity;
  private final Sight sight = Sight.KEY.get();
  private final AtomicBoolean over = new AtomicBoolean();

  // Set before the first message of the group, and before the second of the client.
  private volatile GroupKey key = new GroupKey("", "");
  private volatile boolean structured;
  private volatile @Nullable GroupConnection connection;

  /** To be made before the method of the service returns. */
  GroupCall(
      EventServices services,
      PersistentGroups groups,
      ServerCallStreamObserver<ReadResp> out,
      Identity identity) {
    this.services = services;
    this.groups = groups;
    this.out = out;
    this.identity = identity;
    out.disableAutoRequest();
    out.setOnCancelHandler(this::gone);
    out.request(1);
  }

  // ---- what the client says

  @Override
  public void onNext(ReadReq request) {
    try {
      switch (request.getContentCase()) {
        case OPTIONS -> options(request.getOptions());
        case ACK -> connected().ack(ids(request.getAck().getIdsList()), this::more);
        case NACK -> nack(request.getNack());
        case CONTENT_NOT_SET -> throw Failures.invalid("a message says nothing");
      }
    } catch (StatusRuntimeException e) {
      refuse(e);
    }
  }

  /** Ends the call when the group has nothing more to say to it. */
  private void refuse(StatusRuntimeException failure) {
    GroupConnection connected = connection;
    if (connected == null) {
      fail(failure);
    } else {
      connected.disconnect(() -> fail(failure));
    }
  }

  private void options(ReadReq.Options options) {
    if (!key.name().isEmpty()) {
      throw Failures.invalid("options come once");
    }
    key =
        switch (options.getStreamOptionCase()) {
          case STREAM_IDENTIFIER ->
              GroupOptions.key(
                  options.getStreamIdentifier(), options.getGroupName(), services.limits());
          case ALL -> GroupOptions.all(options.getGroupName());
          case STREAMOPTION_NOT_SET -> throw Failures.invalid("options name a stream, or all");
        };
    structured =
        switch (options.getUuidOption().getContentCase()) {
          case STRUCTURED -> true;
          case STRING -> false;
          case CONTENT_NOT_SET -> throw Failures.invalid("options say how ids are written");
        };
    int buffer = options.getBufferSize();
    if (buffer <= 0) {
      throw Failures.invalid("a buffer has room for one message or more");
    }
    // A node that has just begun to lead is waited for.
    Thread.ofVirtual().start(() -> connect(buffer));
  }

  private void connect(int buffer) {
    try {
      connection = groups.connect(key, buffer, this);
      if (over.get()) {
        gone();
      } else {
        out.request(WINDOW);
      }
    } catch (GroupRefusal e) {
      fail(Failures.of(e, services.cluster().leader()));
    }
  }

  private void nack(ReadReq.Nack nack) {
    NackAction action =
        switch (nack.getAction()) {
          case Unknown, Retry, UNRECOGNIZED -> NackAction.RETRY;
          case Park -> NackAction.PARK;
          case Skip -> NackAction.SKIP;
          case Stop -> NackAction.STOP;
        };
    String reason = nack.getReason();
    if (reason.length() > LONGEST_REASON) {
      reason = reason.substring(0, LONGEST_REASON);
    }
    connected().nack(ids(nack.getIdsList()), action, reason, this::more);
  }

  private GroupConnection connected() {
    GroupConnection connected = connection;
    if (connected == null) {
      throw Failures.invalid("options come first");
    }
    return connected;
  }

  private static List<EventId> ids(List<UUID> ids) {
    return ids.stream().map(Ids::read).toList();
  }

  private void more() {
    out.request(1);
  }

  @Override
  public void onError(Throwable cancelled) {
    gone();
  }

  @Override
  public void onCompleted() {
    GroupConnection connected = connection;
    if (connected == null) {
      complete();
    } else {
      connected.disconnect(this::complete);
    }
  }

  private void complete() {
    if (over.compareAndSet(false, true)) {
      out.onCompleted();
    }
  }

  private void gone() {
    over.set(true);
    GroupConnection connected = connection;
    if (connected != null) {
      connected.disconnect(() -> {});
    }
  }

  // ---- what the group says

  @Override
  public Identity identity() {
    return identity;
  }

  @Override
  public void accepted() {
    send(
        ReadResp.newBuilder()
            .setSubscriptionConfirmation(
                ReadResp.SubscriptionConfirmation.newBuilder().setSubscriptionId(key.id()))
            .build());
  }

  @Override
  public void event(GroupEvent event, int retries) {
    if (over.get()) {
      return;
    }
    try {
      GroupEvent shown = seen(event) ? event : event.unresolved();
      send(GroupMessages.event(shown, retries, structured));
    } catch (IOException e) {
      fail(Failures.of(e));
    }
  }

  /** Whether this consumer may see what a link leads to; of {@code $all} it sees everything. */
  private boolean seen(GroupEvent event) throws IOException {
    RecordedEvent target = event.event();
    return target == null
        || event.link() == null
        || key.all()
        || target.stream().equals(key.stream())
        || sight.sees(target.stream());
  }

  private void send(ReadResp response) {
    try {
      out.onNext(response);
    } catch (IllegalStateException e) {
      gone(); // who guards the call closed it meanwhile
    }
  }

  @Override
  public void ended(End end) {
    fail(
        switch (end) {
          case REFUSED -> Failures.tooManyConsumers(key);
          case DROPPED -> Failures.groupDropped(key);
          case LEADER_GONE -> ReadCall.leaderChanged();
        });
  }

  private void fail(StatusRuntimeException failure) {
    if (over.compareAndSet(false, true) && !out.isCancelled()) {
      try {
        out.onError(failure);
      } catch (IllegalStateException e) {
        gone();
      }
    }
  }
}
