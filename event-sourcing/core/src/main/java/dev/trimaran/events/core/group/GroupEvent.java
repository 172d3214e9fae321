package dev.trimaran.events.core.group;

import dev.trimaran.events.core.model.EventId;
import dev.trimaran.events.core.model.RecordedEvent;
import org.jspecify.annotations.Nullable;

/**
 * An event as a group reads it.
 *
 * @param id by which consumers acknowledge it: the link's when there is one, else the event's
 * @param place in what the group reads (a stream's revision, or a position of {@code $all}), or in
 *     the stream of its parked messages
 * @param replayed whether it was parked before
 * @param pin what pinned strategies go by; empty for others
 * @param event the event; null when a link was to be followed and leads nowhere
 * @param link that was followed to it
 */
public record GroupEvent(
    EventId id,
    long place,
    boolean replayed,
    String pin,
    @Nullable RecordedEvent event,
    @Nullable RecordedEvent link) {

  /** The same for one who may not see what the link leads to. */
  public GroupEvent unresolved() {
    return new GroupEvent(id, place, replayed, pin, null, link);
  }

  /** Roughly, in memory. */
  public long bytes() {
    return 256 + bytes(event) + bytes(link);
  }

  private static long bytes(@Nullable RecordedEvent event) {
    return event == null ? 0 : (long) event.event().data().length + event.event().metadata().length;
  }
}
