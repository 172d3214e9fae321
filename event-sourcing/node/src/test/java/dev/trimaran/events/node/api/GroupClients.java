package dev.trimaran.events.node.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.trimaran.events.client.persistent.CreateReq;
import dev.trimaran.events.client.persistent.GetInfoReq;
import dev.trimaran.events.client.persistent.PersistentSubscriptionsGrpc;
import dev.trimaran.events.client.persistent.ReadReq;
import dev.trimaran.events.client.persistent.ReadResp;
import dev.trimaran.events.client.persistent.ReplayParkedReq;
import dev.trimaran.events.client.persistent.SubscriptionInfo;
import dev.trimaran.events.client.shared.Empty;
import dev.trimaran.events.client.shared.StreamIdentifier;
import dev.trimaran.events.client.shared.UUID;
import dev.trimaran.events.core.model.ContentType;
import dev.trimaran.events.core.model.Direction;
import dev.trimaran.events.core.model.EventCommand;
import dev.trimaran.events.core.model.EventId;
import dev.trimaran.events.core.model.ExpectedRevision;
import dev.trimaran.events.core.model.ProposedEvent;
import dev.trimaran.events.core.model.StreamAppend;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Persistent subscriptions on one node, as a client of the bare protocol has them. */
final class GroupClients implements AutoCloseable {

  static final Empty EMPTY = Empty.getDefaultInstance();

  final ApiFixture node;
  final PersistentSubscriptionsGrpc.PersistentSubscriptionsBlockingStub calls;
  private int appended;

  GroupClients(Path directory) throws IOException {
    node = new ApiFixture(directory);
    calls =
        PersistentSubscriptionsGrpc.newBlockingStub(node.channel)
            .withDeadlineAfter(60, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    node.close();
  }

  static StreamIdentifier stream(String name) {
    return StreamIdentifier.newBuilder().setStreamName(ByteString.copyFromUtf8(name)).build();
  }

  void append(String stream, int count) {
    append(stream, count, "{}");
  }

  void append(String stream, int count, String metadata) {
    List<ProposedEvent> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      events.add(
          new ProposedEvent(
              new EventId(7, appended++),
              "type",
              ContentType.JSON,
              "{}".getBytes(UTF_8),
              metadata.getBytes(UTF_8),
              List.of()));
    }
    node.node()
        .writer()
        .write(
            new EventCommand.Append(
                1, List.of(new StreamAppend(stream, ExpectedRevision.ANY, events)), null))
        .join();
  }

  static CreateReq.Settings.Builder settings() {
    return CreateReq.Settings.newBuilder()
        .setMaxRetryCount(2)
        .setMinCheckpointCount(1)
        .setMaxCheckpointCount(100)
        .setLiveBufferSize(500)
        .setReadBatchSize(20)
        .setHistoryBufferSize(500)
        .setMessageTimeoutMs(60_000)
        .setCheckpointAfterMs(50)
        .setConsumerStrategy("RoundRobin");
  }

  void create(String stream, CreateReq.Settings.Builder settings) {
    calls.create(
        CreateReq.newBuilder()
            .setOptions(
                CreateReq.Options.newBuilder()
                    .setGroupName("g")
                    .setSettings(settings)
                    .setStream(
                        CreateReq.StreamOptions.newBuilder()
                            .setStreamIdentifier(stream(stream))
                            .setStart(EMPTY)))
            .build());
  }

  SubscriptionInfo info(String stream) {
    return calls
        .getInfo(
            GetInfoReq.newBuilder()
                .setOptions(
                    GetInfoReq.Options.newBuilder()
                        .setStreamIdentifier(stream(stream))
                        .setGroupName("g"))
                .build())
        .getSubscriptionInfo();
  }

  /** Asks until it is so. */
  SubscriptionInfo until(String stream, Predicate<SubscriptionInfo> so) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (true) {
      SubscriptionInfo info = info(stream);
      if (so.test(info)) {
        return info;
      }
      assertThat(System.nanoTime()).as("still %s", info).isLessThan(end);
    }
  }

  /** A consumer. */
  final class Consumer {
    final Answers<ReadResp> answers = new Answers<>();
    final StreamObserver<ReadReq> requests;

    Consumer(String stream, int buffer) {
      requests = PersistentSubscriptionsGrpc.newStub(node.channel).read(answers);
      var options =
          ReadReq.Options.newBuilder()
              .setGroupName("g")
              .setBufferSize(buffer)
              .setUuidOption(ReadReq.Options.UUIDOption.newBuilder().setStructured(EMPTY));
      if (stream.equals("$all")) {
        options.setAll(EMPTY);
      } else {
        options.setStreamIdentifier(stream(stream));
      }
      requests.onNext(ReadReq.newBuilder().setOptions(options).build());
    }

    Consumer confirmed(String stream) {
      assertThat(answers.next().getSubscriptionConfirmation().getSubscriptionId())
          .isEqualTo(stream + "::g");
      return this;
    }

    ReadResp.ReadEvent next() {
      ReadResp response = answers.next();
      assertThat(response.hasEvent()).isTrue();
      return response.getEvent();
    }

    /** The next events, by their numbers. */
    List<Long> numbers(int count) {
      List<Long> numbers = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        numbers.add(next().getEvent().getStreamRevision());
      }
      return numbers;
    }

    void ack(ReadResp.ReadEvent event) {
      requests.onNext(
          ReadReq.newBuilder().setAck(ReadReq.Ack.newBuilder().addIds(id(event))).build());
    }

    void nack(ReadResp.ReadEvent event, ReadReq.Nack.Action action) {
      requests.onNext(
          ReadReq.newBuilder()
              .setNack(
                  ReadReq.Nack.newBuilder().addIds(id(event)).setAction(action).setReason("so"))
              .build());
    }
  }

  static UUID id(ReadResp.ReadEvent event) {
    return event.hasLink() ? event.getLink().getId() : event.getEvent().getId();
  }

  /** The end of a call that may be told of more before. */
  static StatusRuntimeException failureAfterMessages(Consumer consumer) {
    consumer.next();
    return consumer.answers.failure();
  }

  Consumer connect(String stream, int buffer) {
    return new Consumer(stream, buffer).confirmed(stream);
  }

  static String kind(Throwable failure) {
    String kind = Answers.trailer((StatusRuntimeException) failure, "exception");
    return kind == null ? "" : kind;
  }

  /** What is beside the last checkpoint's place. */
  String checkpoint() {
    try {
      return node
          .node()
          .reader()
          .readStream(
              "$persistentsubscription-s::g-checkpoint",
              Long.MAX_VALUE,
              Direction.BACKWARDS,
              1,
              1 << 20)
          .events()
          .stream()
          .map(event -> new String(event.event().metadata(), UTF_8))
          .findFirst()
          .orElse("");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void replay(long stop) {
    var options =
        ReplayParkedReq.Options.newBuilder().setGroupName("g").setStreamIdentifier(stream("s"));
    if (stop == Long.MAX_VALUE) {
      options.setNoLimit(EMPTY);
    } else {
      options.setStopAt(stop);
    }
    calls.replayParked(ReplayParkedReq.newBuilder().setOptions(options).build());
  }
}
