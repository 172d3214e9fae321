package dev.trimaran.events.core.state;

import dev.trimaran.events.core.model.ProposedEvent;

/** Told of each event that a command recorded, in order. */
@FunctionalInterface
public interface EventSink {

  /**
   * An event was recorded.
   *
   * @param position in {@code $all}
   * @param number of the event in its command, from 0
   * @param event without data and metadata, but for those of metadata streams
   */
  void recorded(long position, int number, String stream, long revision, ProposedEvent event);
}
