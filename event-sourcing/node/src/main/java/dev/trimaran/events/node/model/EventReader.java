package dev.trimaran.events.node.model;

import dev.trimaran.events.core.model.Direction;
import dev.trimaran.events.core.model.RecordedEvent;
import dev.trimaran.events.core.model.StreamState;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What this node has applied, for any thread; reads may block on the disk, so ask on virtual ones.
 * Nothing here is filtered by access, links are not resolved.
 *
 * <p>There is no channel of live events: a subscriber reads from its position on and, at the end,
 * {@link #awaitBeyond waits} for more. The latest events are in memory. So nothing can be lost or
 * told twice between history and live.
 */
public interface EventReader {

  /** The position that the next event will get: all below it may be read. */
  long nextPosition();

  /**
   * Waits until {@link #nextPosition} is beyond {@code position}.
   *
   * @return whether it is; false when the time was over first
   * @throws IOException when the node has stopped
   */
  boolean awaitBeyond(long position, Duration timeout) throws IOException, InterruptedException;

  /** What a stream is now, from memory. */
  StreamState state(String stream);

  /**
   * Reads {@code $all}, scavenged events left out.
   *
   * @param from inclusive, both ways; backwards from {@code Long.MAX_VALUE} begins at the end
   * @param maxEvents to read, before any is left out
   * @param maxBytes of data and metadata; one event is read however large
   */
  AllPage readAll(long from, Direction direction, int maxEvents, int maxBytes) throws IOException;

  /**
   * Reads a stream as its metadata ({@code $maxCount}, {@code $maxAge}, {@code $tb}) lets it be
   * seen.
   *
   * @param from inclusive, both ways; backwards from {@code Long.MAX_VALUE} begins at the end
   * @param maxEvents to give
   * @param maxBytes of data and metadata; one event is given however large
   */
  StreamPage readStream(String stream, long from, Direction direction, int maxEvents, int maxBytes)
      throws IOException;

  /** The event of a stream with a revision, for links; null when it is gone or never was. */
  @Nullable RecordedEvent event(String stream, long revision) throws IOException;

  /**
   * A piece of {@code $all}.
   *
   * @param next where to read on; the same as asked when the end is reached
   * @param end whether nothing is left in this direction, as of now
   */
  record AllPage(List<RecordedEvent> events, long next, boolean end) {
    public AllPage {
      events = List.copyOf(events);
    }
  }

  /**
   * A piece of a stream.
   *
   * @param state of the stream; events are empty unless it is live
   * @param next the revision to read on from; -1 beyond the start
   * @param first the oldest revision that may be seen, 0 when there is none
   * @param end whether nothing is left in this direction, as of now
   */
  record StreamPage(
      StreamState state, List<RecordedEvent> events, long next, long first, boolean end) {
    public StreamPage {
      events = List.copyOf(events);
    }
  }
}
