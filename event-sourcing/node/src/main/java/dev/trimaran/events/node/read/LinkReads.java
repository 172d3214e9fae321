package dev.trimaran.events.node.read;

import dev.trimaran.events.core.index.Segment;
import dev.trimaran.events.core.index.Term;
import dev.trimaran.events.core.model.Direction;
import dev.trimaran.events.core.model.RecordedEvent;
import dev.trimaran.events.core.model.StreamState;
import dev.trimaran.events.node.model.EventReader.AllPage;
import dev.trimaran.events.node.model.LinkReader.Link;
import dev.trimaran.events.node.model.LinkReader.LinkPage;
import dev.trimaran.events.node.storage.IndexView;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads of the events with a term, by their number among them or by their position. */
final class LinkReads {

  private static final int MAX_PAGE = 4096;

  /** Events that are fetched at once on the way back. */
  private static final int BACK = 64;

  private final EventFetcher fetcher;
  private final TermCounts counts = new TermCounts();

  LinkReads(EventFetcher fetcher) {
    this.fetcher = fetcher;
  }

  /** What is asked for; {@code from} is a revision or a position. */
  record Question(
      String name, Term term, long from, Direction direction, int maxEvents, int maxBytes) {}

  /** Live with the revision of the last link, or absent. */
  StreamState state(IndexView view, Term term) throws IOException {
    long count = rank(view, term, view.next());
    return count == 0 ? StreamState.ABSENT : new StreamState(StreamState.Kind.LIVE, count - 1);
  }

  LinkPage byRevision(IndexView view, Question asked) throws IOException {
    StreamState state = state(view, asked.term);
    Piece piece = piece(view, asked, asked.from, state.revision());
    List<Link> links = new ArrayList<>();
    for (int i = 0; i < piece.fetched.size(); i++) {
      long revision = asked.direction == Direction.FORWARDS ? piece.first + i : piece.first - i;
      if (!piece.fetched.get(i).scavenged()) {
        links.add(new Link(asked.name, revision, piece.fetched.get(i).event()));
      }
    }
    long read = piece.fetched.size();
    return switch (asked.direction) {
      case FORWARDS -> {
        long next = piece.first + read;
        yield new LinkPage(state, links, next, next > state.revision());
      }
      case BACKWARDS -> {
        long next = piece.first - read;
        yield new LinkPage(state, links, next, next < 0);
      }
    };
  }

  AllPage byPosition(IndexView view, Question asked) throws IOException {
    long last = rank(view, asked.term, view.next()) - 1;
    boolean forwards = asked.direction == Direction.FORWARDS;
    long below = rank(view, asked.term, Math.min(view.next(), asked.from));
    long from = below;
    if (!forwards) {
      from = asked.from >= view.next() ? last : rank(view, asked.term, asked.from + 1) - 1;
    }
    Piece piece = piece(view, asked, from, last);
    List<RecordedEvent> events = new ArrayList<>();
    for (Fetched one : piece.fetched) {
      if (!one.scavenged()) {
        events.add(one.event());
      }
    }
    long read = piece.fetched.size();
    boolean end = forwards ? from + read > last : from - read < 0;
    long next;
    if (end) {
      next = forwards ? Math.max(asked.from, view.next()) : -1;
    } else {
      next = piece.fetched.getLast().event().position() + (forwards ? 1 : -1);
    }
    return new AllPage(events, next, end);
  }

  /**
   * Consecutive events with a term, in the direction asked for.
   *
   * @param first number of the first
   */
  private record Piece(long first, List<Fetched> fetched) {}

  private Piece piece(IndexView view, Question asked, long from, long last) throws IOException {
    int max = Math.min(asked.maxEvents, MAX_PAGE);
    if (asked.direction == Direction.FORWARDS) {
      if (from > last) {
        return new Piece(from, List.of());
      }
      int count = (int) Math.min(max, last - from + 1);
      long[] positions = positions(view, asked.term, from, count);
      return new Piece(from, fetcher.list(view, positions, 0, count, asked.maxBytes));
    }
    long high = Math.min(from, last);
    if (high < 0) {
      return new Piece(-1, List.of());
    }
    int count = (int) Math.min(max, high + 1);
    long[] positions = positions(view, asked.term, high - count + 1, count);
    return new Piece(high, reversed(view, positions, asked.maxBytes));
  }

  private List<Fetched> reversed(IndexView view, long[] positions, int maxBytes)
      throws IOException {
    List<Fetched> found = new ArrayList<>();
    long bytes = 0;
    int step = BACK;
    int at = positions.length;
    while (at > 0) {
      int start = Math.max(0, at - step);
      List<Fetched> fetched = fetcher.list(view, positions, start, at, maxBytes);
      if (fetched.size() < at - start) {
        step = (at - start) / 2; // large ones: fewer at once, down to one
        continue;
      }
      for (Fetched one : fetched.reversed()) {
        bytes += one.bytes();
        if (bytes > maxBytes && !found.isEmpty()) {
          return found;
        }
        found.add(one);
      }
      at = start;
    }
    return found;
  }

  private long rank(IndexView view, Term term, long position) throws IOException {
    if (view.next() == 0) {
      return 0;
    }
    int number = (int) (Math.min(position, view.next() - 1) / view.segmentEvents());
    return counts.before(view, term)[number] + view.segments().get(number).rank(term, position);
  }

  /** The positions of {@code count} events with a term from a number on; all exist. */
  private long[] positions(IndexView view, Term term, long from, int count) throws IOException {
    long[] before = counts.before(view, term);
    int found = Arrays.binarySearch(before, 0, view.segments().size(), from);
    int number = found >= 0 ? found : -found - 2;
    while (number + 1 < view.segments().size() && before[number + 1] <= from) {
      number++; // segments without the term count as many as the next
    }
    long[] positions = new long[count];
    int filled = 0;
    while (filled < count) {
      Segment<IOException> segment = view.segments().get(number);
      int skip = (int) (from + filled - before[number]);
      long[] more = segment.positions(term, skip, count - filled);
      System.arraycopy(more, 0, positions, filled, more.length);
      filled += more.length;
      number++;
    }
    return positions;
  }
}
