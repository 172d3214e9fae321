package dev.trimaran.events.core.group;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message that is held, and where it is. */
final class Message {

  /** Where a message is. */
  enum Phase {
    /** Read; no consumer had it. */
    FRESH,
    /** With a consumer. */
    DELIVERED,
    /** Waits to be told again. */
    RETRYING,
    /** On its way to the parked. */
    PARKING,
    SETTLED
  }

  final GroupEvent event;

  /** Since when it is held. */
  final long since;

  int retries;
  Phase phase = Phase.FRESH;

  /** How often it was told by this group, here. */
  int deliveries;

  @Nullable Consumer consumer;
  String reason = "";

  private final List<Long> had = new ArrayList<>(1);

  Message(GroupEvent event, int retries, long since) {
    this.event = event;
    this.retries = retries;
    this.since = since;
  }

  void deliveredTo(Consumer to) {
    consumer = to;
    phase = Phase.DELIVERED;
    deliveries++;
    if (!had.contains(to.number)) {
      had.add(to.number);
    }
  }

  /** Whether that consumer was ever told of it. */
  boolean wasWith(long consumer) {
    return had.contains(consumer);
  }
}
