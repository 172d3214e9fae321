package dev.trimaran.events.core.group;

import java.util.LinkedHashSet;
import java.util.Set;

/** A consumer and what it has. */
final class Consumer {

  final long number;
  final int buffer;
  final long since;
  final Set<Message> has = new LinkedHashSet<>();
  long total;
  long recent;

  Consumer(long number, int buffer, long since) {
    this.number = number;
    this.buffer = buffer;
    this.since = since;
  }

  boolean hasRoom() {
    return has.size() < buffer;
  }

  /** Figures; begins to count {@code recent} anew. */
  GroupStatistics.OfConsumer measure(long now) {
    long seconds = Math.max(1, (now - since) / 1_000);
    var figures =
        new GroupStatistics.OfConsumer(
            number, total, recent, (int) (total / seconds), buffer - has.size(), has.size());
    recent = 0;
    return figures;
  }
}
