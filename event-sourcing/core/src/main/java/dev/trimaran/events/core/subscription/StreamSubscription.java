package dev.trimaran.events.core.subscription;

import dev.trimaran.base.Checks;
import dev.trimaran.events.core.model.RecordedEvent;
import java.util.List;

/**
 * A subscription to a stream: reads on from where it is, page by page, for ever. A stream that is
 * not there yet, or is soft-deleted, is waited for.
 */
public final class StreamSubscription {

  private long next;
  private boolean live;

  /**
   * @param after the last revision that is not asked for; -1 begins with the first event
   */
  public StreamSubscription(long after) {
    Checks.argument(after >= -1, "a revision is -1 or more");
    this.next = after + 1;
  }

  /** The revision to read from. */
  public long next() {
    return next;
  }

  /**
   * A page was read from {@link #next} on.
   *
   * @param events of it, in order; truncated ones are missing
   * @param nextRevision to read on from
   * @param end whether nothing was left
   * @param last revision of the stream, -1 when there is none
   */
  public void page(
      List<RecordedEvent> events,
      long nextRevision,
      boolean end,
      long last,
      SubscriptionSink sink) {
    if (live && last - next > AllSubscription.BEHIND) {
      live = false;
      sink.fellBehind(next - 1);
    }
    for (RecordedEvent event : events) {
      Checks.that(event.revision() >= next, "events come in order", event.revision(), next);
      sink.event(event);
      next = event.revision() + 1;
    }
    next = Math.max(next, nextRevision);
    if (end && !live) {
      live = true;
      sink.caughtUp(next - 1);
    }
  }
}
