package dev.trimaran.events.node.read;

import dev.trimaran.events.core.index.Segment;
import dev.trimaran.events.core.index.Term;
import dev.trimaran.events.node.storage.IndexView;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many events with a term are before each segment, for terms that were read lately: full
 * segments do not change.
 */
final class TermCounts {

  private static final int MAX_TERMS = 256;

  private final LinkedHashMap<Term, long[]> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Term, long[]> eldest) {
          return size() > MAX_TERMS;
        }
      };

  /** For each segment of a view, how many events with a term are in those before it. */
  long[] before(IndexView view, Term term) throws IOException {
    List<Segment<IOException>> segments = view.segments();
    long[] counts = get(term);
    if (counts.length < segments.size()) {
      long[] more = Arrays.copyOf(counts, segments.size());
      for (int i = Math.max(1, counts.length); i < more.length; i++) {
        more[i] = more[i - 1] + segments.get(i - 1).count(term);
      }
      put(term, more);
      counts = more;
    }
    return counts;
  }

  private synchronized long[] get(Term term) {
    return known.getOrDefault(term, new long[0]);
  }

  private synchronized void put(Term term, long[] counts) {
    known.put(term, counts);
  }
}
