package dev.trimaran.events.core.codec;

/** The byte before each event. */
final class EventFlags {

  static final int JSON = 1;
  static final int TAGS = 2;

  /** Data and metadata were taken away by a scavenge. */
  static final int SCAVENGED = 0x80;

  private EventFlags() {}
}
