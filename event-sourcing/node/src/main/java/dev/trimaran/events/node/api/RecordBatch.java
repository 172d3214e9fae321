package dev.trimaran.events.node.api;

import dev.trimaran.events.client.records.AppendRecord;
import dev.trimaran.events.core.model.EventLimits;
import dev.trimaran.events.core.model.ProposedEvent;

/** Turns the records of one append into events, within the limits of all together. */
final class RecordBatch {

  private final EventServices services;
  private long bytes;
  private int events;

  RecordBatch(EventServices services) {
    this.services = services;
  }

  ProposedEvent event(String stream, AppendRecord record) {
    EventLimits limits = services.limits();
    ProposedEvent event = ProposedRecords.event(stream, record, limits, services.randomness());
    bytes += Batch.bytes(event) + 3L * stream.length();
    if (bytes > limits.appendBytes() - Batch.MARGIN || ++events > limits.appendEvents()) {
      throw RecordFailures.appendTooLarge(bytes, limits.appendBytes());
    }
    return event;
  }
}
