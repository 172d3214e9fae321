package dev.trimaran.events.node.read;

import dev.trimaran.events.core.model.RecordedEvent;

/**
 * An event as it was read.
 *
 * @param scavenged it is not to be given
 */
record Fetched(RecordedEvent event, boolean scavenged) {

  int bytes() {
    return event.event().data().length + event.event().metadata().length;
  }
}
