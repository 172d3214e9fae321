package dev.trimaran.server.events;

import com.google.protobuf.ByteString;
import dev.trimaran.events.client.shared.Empty;
import dev.trimaran.events.client.shared.StreamIdentifier;
import dev.trimaran.events.client.shared.UUID;
import dev.trimaran.events.client.streams.AppendReq;
import dev.trimaran.events.client.streams.AppendResp;
import dev.trimaran.events.client.streams.ReadReq;
import dev.trimaran.events.client.streams.ReadResp;
import dev.trimaran.events.client.streams.StreamsGrpc;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One node's streams, by the stubs of the protocol. */
final class EventClient implements AutoCloseable {

  private static final Empty EMPTY = Empty.getDefaultInstance();

  private final ManagedChannel channel;

  EventClient(int port) {
    channel = NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
  }

  /** Appends one event, whatever the stream is; waits. */
  AppendResp append(String stream, String id) {
    CompletableFuture<AppendResp> answered = new CompletableFuture<>();
    StreamObserver<AppendReq> call =
        StreamsGrpc.newStub(channel)
            .withDeadlineAfter(3, TimeUnit.SECONDS)
            .append(
                new StreamObserver<>() {
                  @Override
                  public void onNext(AppendResp answer) {
                    answered.complete(answer);
                  }

                  @Override
                  public void onError(Throwable failure) {
                    answered.completeExceptionally(failure);
                  }

                  @Override
                  public void onCompleted() {}
                });
    call.onNext(
        AppendReq.newBuilder()
            .setOptions(
                AppendReq.Options.newBuilder()
                    .setStreamIdentifier(
                        StreamIdentifier.newBuilder()
                            .setStreamName(ByteString.copyFromUtf8(stream)))
                    .setAny(EMPTY))
            .build());
    call.onNext(
        AppendReq.newBuilder()
            .setProposedMessage(
                AppendReq.ProposedMessage.newBuilder()
                    .setId(UUID.newBuilder().setString(id))
                    .putMetadata("type", "written")
                    .putMetadata("content-type", "application/octet-stream")
                    .setData(ByteString.copyFromUtf8(id)))
            .build());
    call.onCompleted();
    return answered.join();
  }

  /** All events from the start, to the end of now or for ever. */
  Iterator<ReadResp> readAll(boolean forEver) {
    return read(forEver, ReadReq.Options.AllOptions.newBuilder().setStart(EMPTY));
  }

  /** All events after a position, for ever. */
  Iterator<ReadResp> follow(long after) {
    return read(
        true,
        ReadReq.Options.AllOptions.newBuilder()
            .setPosition(
                ReadReq.Options.Position.newBuilder()
                    .setCommitPosition(after)
                    .setPreparePosition(after)));
  }

  private Iterator<ReadResp> read(boolean forEver, ReadReq.Options.AllOptions.Builder from) {
    ReadReq.Options.Builder options =
        ReadReq.Options.newBuilder()
            .setAll(from)
            .setNoFilter(EMPTY)
            .setUuidOption(ReadReq.Options.UUIDOption.newBuilder().setString(EMPTY));
    if (forEver) {
      options.setSubscription(ReadReq.Options.SubscriptionOptions.getDefaultInstance());
    } else {
      options.setCount(Long.MAX_VALUE);
    }
    return StreamsGrpc.newBlockingStub(channel)
        .read(ReadReq.newBuilder().setOptions(options).build());
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
