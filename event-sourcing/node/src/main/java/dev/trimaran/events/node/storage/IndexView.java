package dev.trimaran.events.node.storage;

import dev.trimaran.base.Checks;
import dev.trimaran.events.core.index.Segment;
import java.io.IOException;
import java.util.List;

/**
 * The index as of a moment; later ones do not change it.
 *
 * @param segments from position 0 on, without a gap, all but the last of {@code segmentEvents}
 * @param next the position after the last event
 */
public record IndexView(List<Segment<IOException>> segments, int segmentEvents, long next) {

  public IndexView {
    segments = List.copyOf(segments);
  }

  /** The segment that holds a position. */
  public Segment<IOException> of(long position) {
    Checks.argument(position >= 0 && position < next, "a position of the index");
    return segments.get((int) (position / segmentEvents));
  }
}
