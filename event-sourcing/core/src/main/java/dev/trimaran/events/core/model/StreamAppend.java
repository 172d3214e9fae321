package dev.trimaran.events.core.model;

import java.util.List;

/**
 * Events for one stream.
 *
 * @param events in order; none only checks the expectation
 */
public record StreamAppend(String stream, ExpectedRevision expected, List<ProposedEvent> events) {

  public StreamAppend {
    events = List.copyOf(events);
  }
}
