package dev.trimaran.events.core.model;

/**
 * An event of the log. The arrays are shared and must not be changed.
 *
 * @param position its place in {@code $all}: gapless, the first is 0
 * @param stream the stream it was appended to
 * @param revision its place in the stream: gapless, the first is 0; {@link
 *     ExpectedRevision#TOMBSTONE} for the event that ends a stream for ever
 * @param created when the proposer made it, milliseconds since 1970; orders nothing
 */
public record RecordedEvent(
    long position, String stream, long revision, long created, ProposedEvent event) {

  public String type() {
    return event.type();
  }
}
