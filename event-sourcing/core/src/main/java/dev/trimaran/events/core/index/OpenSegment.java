package dev.trimaran.events.core.index;

import dev.trimaran.base.Checks;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The newest segment, in memory while it grows: about 30 bytes for each event, and 60 for each
 * stream and term in it.
 */
public final class OpenSegment implements Segment<RuntimeException> {

  private final long first;
  private final int capacity;
  private long[] entries;
  private int[] numbers;
  private long[] revisions;
  private int size;
  private long latestCreated;
  private final StreamTable streams = new StreamTable();
  private final Map<Term, Offsets> postings = new HashMap<>();
  private final Journal journal = new Journal();

  /**
   * @param first the position of its first event
   * @param capacity up to {@link Segment#MAX_EVENTS}
   */
  public OpenSegment(long first, int capacity) {
    Checks.argument(first >= 0, "a position is 0 or more");
    Checks.argument(capacity > 0 && capacity <= MAX_EVENTS, "a segment has 1 to 65,536 events");
    this.first = first;
    this.capacity = capacity;
    int expected = Math.min(capacity, 1024);
    this.entries = new long[expected];
    this.numbers = new int[expected];
    this.revisions = new long[expected];
  }

  /**
   * Adds the event at {@link #end}.
   *
   * @param created when it was made, milliseconds since 1970
   */
  public void add(Place place, long created, long streamHash, List<Term> terms) {
    Checks.that(size < capacity, "a segment is sealed when it is full");
    if (size == entries.length) {
      int grown = Math.min(capacity, size * 2);
      entries = Arrays.copyOf(entries, grown);
      numbers = Arrays.copyOf(numbers, grown);
      revisions = Arrays.copyOf(revisions, grown);
    }
    if (size > 0) {
      boolean next =
          place.entry() == entries[size - 1]
              ? place.number() == numbers[size - 1] + 1
              : place.entry() > entries[size - 1] && place.number() == 0;
      Checks.that(next, "events are indexed in the order of the log", place.entry(), first + size);
    }
    entries[size] = place.entry();
    numbers[size] = place.number();
    revisions[size] = place.revision();
    streams.add(streamHash, place.revision(), size);
    journal.event(place, created, streamHash, terms.size());
    for (Term term : terms) {
      Offsets offsets = postings.get(term);
      if (offsets == null) {
        offsets = new Offsets(postings.size() + 1);
        postings.put(term, offsets);
        journal.newTerm(term);
      } else {
        journal.term(offsets.number());
      }
      offsets.add(size);
    }
    latestCreated = Math.max(latestCreated, created);
    size++;
  }

  /** Whether nothing more may be added. */
  public boolean isFull() {
    return size == capacity;
  }

  /** All that was added, for a checkpoint; {@link Journal#replay} reads it. */
  public byte[] journal() {
    return journal.toBytes(first, size);
  }

  @Override
  public long first() {
    return first;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public long latestCreated() {
    return latestCreated;
  }

  @Override
  public void find(long streamHash, Candidates into) {
    streams.find(streamHash, revisions, first, into);
  }

  @Override
  public Places places(long from, int max) {
    Checks.argument(from >= first && from < end() && max > 0, "a position of this segment");
    int start = (int) (from - first);
    int end = (int) Math.min(size, (long) start + max);
    return new Places(
        from,
        Arrays.copyOfRange(entries, start, end),
        Arrays.copyOfRange(numbers, start, end),
        Arrays.copyOfRange(revisions, start, end));
  }

  @Override
  public int count(Term term) {
    Offsets offsets = postings.get(term);
    return offsets == null ? 0 : offsets.size();
  }

  @Override
  public long[] positions(Term term, int skip, int max) {
    Offsets offsets = postings.get(term);
    if (offsets == null) {
      return new long[0];
    }
    int count = Math.clamp(offsets.size() - (long) skip, 0, max);
    long[] found = new long[count];
    for (int i = 0; i < count; i++) {
      found[i] = first + offsets.get(skip + i);
    }
    return found;
  }

  @Override
  public int rank(Term term, long position) {
    Offsets offsets = postings.get(term);
    return offsets == null ? 0 : offsets.rank(position - first);
  }

  StreamTable streams() {
    return streams;
  }

  Map<Term, Offsets> postings() {
    return postings;
  }

  long revision(int offset) {
    return revisions[offset];
  }
}
