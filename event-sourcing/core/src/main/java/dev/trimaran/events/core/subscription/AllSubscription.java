package dev.trimaran.events.core.subscription;

import dev.trimaran.base.Checks;
import dev.trimaran.events.core.filter.EventFilter;
import dev.trimaran.events.core.model.PlantedBug;
import dev.trimaran.events.core.model.RecordedEvent;
import java.util.List;
import java.util.Set;

/**
 * A subscription to {@code $all}: reads on from where it is, page by page, for ever. There is one
 * way to an event, so between history and live none can be lost or told twice. A checkpoint is told
 * each time so many events have been looked at, matching or not: it is never beyond an event that
 * is still to be told.
 */
public final class AllSubscription {

  /** So many events behind, a subscriber that was live reads history. */
  public static final int BEHIND = 4_096;

  private static final int SKIPPED = 10;

  private final EventFilter filter;
  private final boolean filtered;
  private final long interval;
  private final Set<PlantedBug> bugs;
  private long next;
  private long checkpoint;
  private boolean live;

  /**
   * @param after the last position that is not asked for; -1 begins with the first event
   * @param interval events between two checkpoints
   */
  public AllSubscription(long after, EventFilter filter, long interval) {
    this(after, filter, interval, Set.of());
  }

  /** As the other, with known bugs. */
  public AllSubscription(long after, EventFilter filter, long interval, Set<PlantedBug> bugs) {
    Checks.argument(after >= -1, "a position is -1 or more");
    Checks.argument(interval > 0, "a checkpoint follows one event or more");
    this.filter = filter;
    this.filtered = !(filter instanceof EventFilter.All);
    this.interval = interval;
    this.next = after + 1;
    this.checkpoint = after;
    this.bugs = Set.copyOf(bugs);
  }

  /** The position to read from. */
  public long next() {
    return next;
  }

  /**
   * A page was read from {@link #next} on.
   *
   * @param events of it, in order; some may be missing, as scavenged ones are
   * @param end the position after the last that was looked at
   * @param log the position that the next event of the log will get
   */
  public void page(List<RecordedEvent> events, long end, long log, SubscriptionSink sink) {
    Checks.that(end >= next && end <= log, "a page begins where it is asked for", next, end);
    if (live && log - next > BEHIND) {
      live = false;
      sink.fellBehind(next - 1);
    }
    for (RecordedEvent event : events) {
      Checks.that(event.position() >= next, "events come in order", event.position(), next);
      checkpointBefore(event.position(), sink);
      if (filter.takes(event)) {
        sink.event(event);
      }
      next = event.position() + 1;
    }
    checkpointBefore(end, sink);
    boolean skips = bugs.contains(PlantedBug.HANDOVER_WITH_GAP) && !live && log - end < SKIPPED;
    next = skips ? log : end;
    if (next == log && !live) {
      live = true;
      if (filtered && checkpoint < next - 1) {
        tell(next - 1, sink);
      }
      sink.caughtUp(next - 1);
    }
  }

  /** All before {@code position} was looked at. */
  private void checkpointBefore(long position, SubscriptionSink sink) {
    if (filtered && position - 1 - checkpoint >= interval) {
      tell(position - 1, sink);
    }
  }

  private void tell(long position, SubscriptionSink sink) {
    checkpoint = position;
    sink.checkpoint(position);
  }
}
