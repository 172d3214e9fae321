package dev.trimaran.events.node.read;

import dev.trimaran.events.core.index.Candidates;
import dev.trimaran.events.core.index.Segment;
import dev.trimaran.events.node.storage.IndexView;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Where the events of a stream with revisions of a range are, as far as hashes tell: segments are
 * asked one after the other until each revision has a candidate, and further when one turned out to
 * be another stream's.
 */
final class StreamSearch {

  private final IndexView view;
  private final long hash;
  private final Candidates candidates;
  private int segment;
  private final int step;

  /**
   * @param hash of the stream
   * @param mark where the stream was read before; revisions rise with positions
   */
  StreamSearch(IndexView view, long hash, long low, long high, StreamTrails.@Nullable Mark mark)
      throws IOException {
    this.view = view;
    this.hash = hash;
    this.candidates = new Candidates(low, high);
    int newest = view.segments().size() - 1;
    int near = mark == null ? newest : (int) (mark.position() / view.segmentEvents());
    if (mark != null && low > mark.revision()) {
      this.segment = near;
      this.step = 1;
    } else {
      this.segment = mark != null && high < mark.revision() ? Math.min(near, newest) : newest;
      this.step = -1;
    }
    while (!candidates.isComplete() && more()) {}
  }

  /** Candidates of a revision; a page of positions that were published only. */
  long[] of(long revision) {
    return candidates.of(revision);
  }

  /** Asks one more segment; false when there is none. */
  boolean more() throws IOException {
    if (segment < 0 || segment >= view.segments().size()) {
      return false;
    }
    Segment<IOException> asked = view.segments().get(segment);
    segment += step;
    asked.find(hash, candidates);
    return true;
  }
}
