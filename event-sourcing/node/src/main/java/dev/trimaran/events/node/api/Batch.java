package dev.trimaran.events.node.api;

import dev.trimaran.events.core.model.EventLimits;
import dev.trimaran.events.core.model.ProposedEvent;
import java.util.ArrayList;
import java.util.List;

/** The events of an append as they arrive, within the limits. */
final class Batch {

  /** What the log adds to a command besides its events. */
  static final long MARGIN = 1024;

  private final EventLimits limits;
  private final List<ProposedEvent> events = new ArrayList<>();
  private long bytes;

  Batch(EventLimits limits) {
    this.limits = limits;
  }

  void add(ProposedEvent event) {
    bytes += bytes(event);
    if (bytes > limits.appendBytes() - MARGIN || events.size() == limits.appendEvents()) {
      throw Failures.appendTooLarge(limits.appendBytes());
    }
    events.add(event);
  }

  /** About as many bytes as an event takes in the log, with its id, lengths and type. */
  static long bytes(ProposedEvent event) {
    return 64L + 3L * event.type().length() + event.data().length + event.metadata().length;
  }

  List<ProposedEvent> events() {
    return events;
  }

  /** About as many bytes as the events take. */
  long bytes() {
    return bytes;
  }

  /** Forgets the events. */
  void clear() {
    events.clear();
    bytes = 0;
  }
}
