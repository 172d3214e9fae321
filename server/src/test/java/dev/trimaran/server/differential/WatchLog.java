package dev.trimaran.server.differential;

import com.google.protobuf.TextFormat;
import dev.trimaran.raft.client.etcd.WatchResponse;
import dev.trimaran.raft.client.mvcc.Event;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * What one watch stream has told: control replies in order, and for each watch its events in order,
 * however they were grouped.
 */
final class WatchLog implements StreamObserver<WatchResponse> {

  /**
   * A state of the log.
   *
   * @param controls created, canceled and progress replies
   * @param events by watch id
   */
  record Told(List<String> controls, Map<Long, List<String>> events) {}

  private final Object lock;
  private final UnaryOperator<Event> normal;
  private final List<String> controls = new ArrayList<>();
  private final Map<Long, List<String>> events = new TreeMap<>();
  private final List<WatchResponse> raw = new ArrayList<>();
  private final Map<Long, Long> reached = new TreeMap<>();
  private long newest = -1;

  /**
   * @param lock notified on every change
   * @param normal makes events comparable
   */
  WatchLog(Object lock, UnaryOperator<Event> normal) {
    this.lock = lock;
    this.normal = normal;
  }

  @Override
  public void onNext(WatchResponse response) {
    synchronized (lock) {
      if (response.getEventsCount() == 0) {
        raw.add(response);
        controls.add(control(response));
        track(response);
      }
      for (Event event : response.getEventsList()) {
        events
            .computeIfAbsent(response.getWatchId(), id -> new ArrayList<>())
            .add(text(normal.apply(event)));
        reached.put(response.getWatchId(), event.getKv().getModRevision());
      }
      lock.notifyAll();
    }
  }

  private void track(WatchResponse control) {
    if (control.getCreated()) {
      newest = control.getCanceled() ? -1 : control.getWatchId();
    } else if (control.getCanceled() && control.getWatchId() == newest) {
      newest = -1;
    }
  }

  /**
   * Whether the watch that was created last, unless it is canceled, has told an event of this
   * revision; the lock is held by the caller.
   */
  boolean newestHasReached(long revision) {
    return newest < 0 || reached.getOrDefault(newest, 0L) >= revision;
  }

  private static String text(Event event) {
    String text = TextFormat.printer().emittingSingleLine(true).printToString(event);
    return text.length() > 500 ? text.substring(0, 500) + "#" + text.hashCode() : text;
  }

  private static String control(WatchResponse response) {
    WatchResponse.Builder shown = response.toBuilder().clearHeader();
    String revision =
        response.getCreated() ? " at revision " + response.getHeader().getRevision() : "";
    return TextFormat.printer().emittingSingleLine(true).printToString(shown.build()) + revision;
  }

  @Override
  public void onError(Throwable failure) {
    synchronized (lock) {
      controls.add("stream ended: " + Normal.failure(Status.fromThrowable(failure)));
      lock.notifyAll();
    }
  }

  @Override
  public void onCompleted() {
    synchronized (lock) {
      controls.add("stream completed");
      lock.notifyAll();
    }
  }

  /** The control replies so far; the lock is held by the caller. */
  List<WatchResponse> controlReplies() {
    return List.copyOf(raw);
  }

  /** The log so far; the lock is held by the caller. */
  Told told() {
    Map<Long, List<String>> copy = new TreeMap<>();
    events.forEach((id, list) -> copy.put(id, List.copyOf(list)));
    return new Told(List.copyOf(controls), copy);
  }

  /** How many events were told; the lock is held by the caller. */
  int eventCount() {
    return events.values().stream().mapToInt(List::size).sum();
  }

  /** How many control replies were told; the lock is held by the caller. */
  int controlCount() {
    return controls.size();
  }
}
