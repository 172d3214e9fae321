package dev.trimaran.cli.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.trimaran.events.client.persistent.PersistentSubscriptionsGrpc;
import dev.trimaran.events.client.streams.AppendReq;
import dev.trimaran.events.client.streams.AppendResp;
import dev.trimaran.events.client.streams.DeleteReq;
import dev.trimaran.events.client.streams.ReadReq;
import dev.trimaran.events.client.streams.ReadResp;
import dev.trimaran.events.client.streams.StreamsGrpc;
import dev.trimaran.events.client.streams.TombstoneReq;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** A connection to one node of an event store. */
final class EventClient implements AutoCloseable {

  private static final int LARGEST_MESSAGE = 64 << 20;

  private final ManagedChannel channel;
  private final Metadata headers;
  private final Duration timeout;

  private EventClient(ManagedChannel channel, Metadata headers, Duration timeout) {
    this.channel = channel;
    this.headers = headers;
    this.timeout = timeout;
  }

  /**
   * Opens a channel; nothing is sent yet.
   *
   * @param credentials {@code user:password}, or empty
   */
  static EventClient open(String address, boolean tls, String credentials, Duration timeout) {
    NettyChannelBuilder builder =
        NettyChannelBuilder.forTarget(address)
            .maxInboundMessageSize(LARGEST_MESSAGE)
            .directExecutor();
    ManagedChannel channel =
        (tls ? builder.useTransportSecurity() : builder.usePlaintext()).build();
    var headers = new Metadata();
    headers.put(key("connection-name"), "trimaran-cli");
    if (!credentials.isEmpty()) {
      String encoded = Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8));
      headers.put(key("authorization"), "Basic " + encoded);
    }
    return new EventClient(channel, headers, timeout);
  }

  private static Metadata.Key<String> key(String name) {
    return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
  }

  private StreamsGrpc.StreamsBlockingStub streams() {
    return StreamsGrpc.newBlockingStub(channel)
        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  private StreamsGrpc.StreamsBlockingStub limited() {
    return streams().withDeadlineAfter(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Reads until the request's count, within the time limit. */
  Iterator<ReadResp> read(ReadReq request) {
    return limited().read(request);
  }

  /** Reads for ever. */
  Iterator<ReadResp> follow(ReadReq request) {
    return streams().read(request);
  }

  /** Appends: options first, then events. */
  AppendResp append(List<AppendReq> messages) {
    var answer = new CompletableFuture<AppendResp>();
    StreamObserver<AppendReq> call =
        StreamsGrpc.newStub(channel)
            .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
            .withDeadlineAfter(timeout.toMillis(), TimeUnit.MILLISECONDS)
            .append(new Completing(answer));
    messages.forEach(call::onNext);
    call.onCompleted();
    try {
      return answer.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof StatusRuntimeException failure) {
        throw failure;
      }
      throw e;
    }
  }

  private record Completing(CompletableFuture<AppendResp> answer)
      implements StreamObserver<AppendResp> {
    @Override
    public void onNext(AppendResp response) {
      answer.complete(response);
    }

    @Override
    public void onError(Throwable failure) {
      answer.completeExceptionally(failure);
    }

    @Override
    public void onCompleted() {}
  }

  void delete(DeleteReq request) {
    var unused = limited().delete(request);
  }

  void tombstone(TombstoneReq request) {
    var unused = limited().tombstone(request);
  }

  /** The groups of consumers, which the leader keeps. */
  PersistentSubscriptionsGrpc.PersistentSubscriptionsBlockingStub groups() {
    return PersistentSubscriptionsGrpc.newBlockingStub(channel)
        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
        .withDeadlineAfter(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
