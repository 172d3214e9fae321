package dev.trimaran.events.node.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kurrent.dbclient.AppendToStreamOptions;
import io.kurrent.dbclient.EventData;
import io.kurrent.dbclient.KurrentDBClient;
import io.kurrent.dbclient.KurrentDBConnectionString;
import io.kurrent.dbclient.ResolvedEvent;
import io.kurrent.dbclient.StreamState;
import io.kurrent.dbclient.WriteResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One node, and KurrentDB's own client of it. */
final class KurrentFixture implements AutoCloseable {

  final ApiFixture node;
  final KurrentDBClient client;

  KurrentFixture(Path directory) throws IOException {
    node = new ApiFixture(directory);
    client = connect("");
  }

  private KurrentDBClient connect(String settings) {
    return KurrentDBClient.create(
        KurrentDBConnectionString.parseOrThrow(
            "kurrentdb://127.0.0.1:" + node.port() + "?tls=false" + settings));
  }

  /** Another client. */
  record Second(KurrentDBClient client) implements AutoCloseable {
    @Override
    public void close() {
      get(client.shutdown());
    }
  }

  /** Connects once more, with settings as a connection string has them. */
  Second second(String settings) {
    return new Second(connect(settings));
  }

  /** What a call gives, soon. */
  static <T> T get(CompletableFuture<T> future) {
    try {
      return future.get(30, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  /** With what a call fails. */
  static <E extends Throwable> E failure(CompletableFuture<?> future, Class<E> type) {
    try {
      Object given = future.get(30, TimeUnit.SECONDS);
      throw new AssertionError("it gave " + given);
    } catch (ExecutionException e) {
      Throwable cause = Objects.requireNonNull(e.getCause());
      assertThat(cause).isInstanceOf(type);
      return type.cast(cause);
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  /** An event whose id, type and data say its number. */
  static EventData event(int number) {
    return EventData.builderAsJson(
            new UUID(7, number), "type-" + number % 3, ("{\"n\":" + number + "}").getBytes(UTF_8))
        .build();
  }

  static List<EventData> events(int from, int until) {
    return java.util.stream.IntStream.range(from, until).mapToObj(KurrentFixture::event).toList();
  }

  CompletableFuture<WriteResult> append(String stream, StreamState expected, int from, int until) {
    return client.appendToStream(
        stream, AppendToStreamOptions.get().streamState(expected), events(from, until).iterator());
  }

  /** The numbers of events. */
  static List<Integer> numbers(List<ResolvedEvent> events) {
    return events.stream().map(KurrentFixture::number).toList();
  }

  static int number(ResolvedEvent event) {
    return (int) event.getOriginalEvent().getEventId().getLeastSignificantBits();
  }

  @Override
  public void close() {
    // The client waits five seconds for subscriptions that are open; the node ends them.
    CompletableFuture<Void> closed = client.shutdown();
    node.close();
    get(closed);
  }
}
