package dev.trimaran.events.node.api;

import dev.trimaran.events.client.shared.AllStreamPosition;
import dev.trimaran.events.client.shared.StreamIdentifier;
import dev.trimaran.events.client.streams.ReadResp;
import dev.trimaran.events.core.filter.EventFilter;
import dev.trimaran.events.core.model.Direction;
import dev.trimaran.events.core.model.RecordedEvent;
import dev.trimaran.events.core.model.StreamState;
import dev.trimaran.events.node.model.EventReader;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One call of {@code Streams.Read}, on a virtual thread of its own. */
final class ReadCall {

  private final EventServices services;
  private final ReadOptions options;
  private final Outlet<ReadResp> out;
  private final ReadEvents events;
  private final Views views;

  ReadCall(EventServices services, ReadOptions options, Outlet<ReadResp> out) {
    this.services = services;
    this.options = options;
    this.out = out;
    this.events = new ReadEvents(services.reader(), options.resolveLinks(), options.structured());
    this.views = new Views(services);
  }

  /**
   * Serves the call.
   *
   * @param barrier whether all that was committed must be seen
   */
  void run(boolean barrier) {
    try {
      if (barrier) {
        services
            .barrier()
            .reached()
            .get(services.config().writeTimeout().toMillis(), TimeUnit.MILLISECONDS);
      }
      serve();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      out.fail(Status.UNAVAILABLE.withDescription("the node stops").asRuntimeException());
    } catch (TimeoutException e) {
      out.fail(Failures.notLeader(null));
    } catch (ExecutionException e) {
      out.fail(Failures.of(e.getCause() == null ? e : e.getCause()));
    } catch (IOException | RuntimeException e) {
      out.fail(Failures.of(e));
    }
  }

  private void serve() throws IOException, InterruptedException {
    if (options.subscription()) {
      new SubscriptionCall(services, options, out, events).run();
      return;
    }
    if (options.all()) {
      readAll();
    } else {
      readStream();
    }
    out.complete();
  }

  // ---- $all

  private void readAll() throws IOException, InterruptedException {
    boolean forwards = options.direction() == Direction.FORWARDS;
    long from = Math.max(0, options.from());
    if (!forwards && options.from() < 0) {
      from = 0;
    }
    long left = options.count();
    EventFilter filter = views.rest(options.filter());
    boolean end = from == Long.MAX_VALUE && forwards;
    while (!end && left > 0) {
      int most = (int) Math.min(left, services.config().pageEvents());
      EventReader.AllPage page = views.all(options.filter(), from, options.direction(), most);
      for (RecordedEvent event : page.events()) {
        if (left > 0 && filter.takes(event)) {
          out.send(events.response(event));
          left--;
        }
      }
      from = page.next();
      end = page.end();
    }
    if (options.compatibility() > 0) {
      long last = Math.max(0, services.reader().nextPosition() - 1);
      out.send(
          ReadResp.newBuilder()
              .setLastAllStreamPosition(
                  AllStreamPosition.newBuilder().setCommitPosition(last).setPreparePosition(last))
              .build());
    }
  }

  // ---- a stream

  private void readStream() throws IOException, InterruptedException {
    long from = Math.max(0, options.from());
    long left = options.count();
    boolean first = true;
    while (true) {
      int most = (int) Math.min(Math.max(1, left), services.config().pageEvents());
      EventReader.StreamPage page = views.stream(options.stream(), from, options.direction(), most);
      if (first && !there(page.state())) {
        return;
      }
      if (first && page.events().isEmpty() && options.compatibility() > 0 && page.first() > from) {
        out.send(ReadResp.newBuilder().setFirstStreamPosition(page.first()).build());
      }
      first = false;
      for (RecordedEvent event : page.events()) {
        if (left > 0) {
          out.send(events.response(event));
          left--;
        }
      }
      if (page.end() || left == 0) {
        if (options.compatibility() > 0) {
          long last = Math.max(0, page.state().revision());
          out.send(ReadResp.newBuilder().setLastStreamPosition(last).build());
        }
        return;
      }
      from = page.next();
    }
  }

  /** Whether there is something to read; who asks for what is not there is told so. */
  private boolean there(StreamState state) throws InterruptedException {
    return switch (state.kind()) {
      case LIVE -> true;
      case TOMBSTONED -> throw Failures.streamDeleted(options.stream());
      case ABSENT, SOFT_DELETED -> {
        out.send(
            ReadResp.newBuilder()
                .setStreamNotFound(
                    ReadResp.StreamNotFound.newBuilder()
                        .setStreamIdentifier(
                            StreamIdentifier.newBuilder()
                                .setStreamName(
                                    com.google.protobuf.ByteString.copyFromUtf8(options.stream()))))
                .build());
        yield false;
      }
    };
  }

  /** Tells a subscriber that goes on elsewhere. */
  static StatusRuntimeException leaderChanged() {
    // No trailers that name a leader: a client that is told one here loses its subscription.
    return Status.UNAVAILABLE
        .withDescription("this node leads no more; subscribe again")
        .asRuntimeException();
  }
}
