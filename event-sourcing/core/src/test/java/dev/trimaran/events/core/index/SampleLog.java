package dev.trimaran.events.core.index;

import dev.trimaran.base.random.SeededRandomness;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A random log: its index, and the same kept naively. */
final class SampleLog {

  record Event(long position, Place place, long hash, List<Term> terms) {}

  final OpenSegment open;
  final List<Event> events = new ArrayList<>();
  final long[] hashes;

  /**
   * @param streams few of them make long runs, many make short ones
   */
  SampleLog(long seed, long first, int size, int streams) {
    SeededRandomness random = new SeededRandomness(seed);
    open = new OpenSegment(first, Math.max(1, size));
    Map<Integer, Long> revisions = new HashMap<>();
    hashes = new long[streams];
    for (int i = 0; i < streams; i++) {
      // Every tenth name has the hash of the name before it.
      hashes[i] = i % 10 == 9 ? hashes[i - 1] : random.nextLong();
    }
    long entry = 1 + random.nextInt(1000);
    int number = random.nextInt(3);
    for (int i = 0; i < size; i++) {
      int stream = random.nextInt(streams);
      long revision = revisions.merge(stream, 1L, Long::sum) - 1 + stream % 3 * 1000L;
      if (random.nextInt(500) == 0) {
        revision = Long.MAX_VALUE;
        revisions.put(stream, 0L);
      }
      add(new Place(entry, number, revision), hashes[stream], terms(random, stream, revision));
      boolean same = random.nextInt(3) == 0;
      entry += same ? 0 : 1 + random.nextInt(4);
      number = same ? number + 1 : 0;
    }
  }

  private static List<Term> terms(SeededRandomness random, int stream, long revision) {
    List<Term> terms = new ArrayList<>();
    terms.add(Term.type("type" + random.nextInt(20)));
    terms.add(Term.ORDINARY);
    if (revision == 0) {
      terms.add(Term.STREAM_START);
    }
    if (stream % 2 == 0) {
      terms.add(Term.category("category" + stream % 7));
    }
    if (random.nextInt(4) == 0) {
      terms.add(Term.tag("täg:" + random.nextInt(10_000)));
    }
    return terms;
  }

  /** Times that go back now and then. */
  static long created(Place place) {
    return place.entry() ^ 7;
  }

  private void add(Place place, long hash, List<Term> terms) {
    events.add(new Event(open.end(), place, hash, terms));
    open.add(place, created(place), hash, terms);
  }
}
