package dev.trimaran.events.node.read;

import dev.trimaran.events.core.index.Segment;
import dev.trimaran.events.core.model.Direction;
import dev.trimaran.events.core.model.RecordedEvent;
import dev.trimaran.events.core.model.StreamMetadata;
import dev.trimaran.events.core.model.StreamState;
import dev.trimaran.events.node.model.EventReader.StreamPage;
import dev.trimaran.events.node.model.Heads;
import dev.trimaran.events.node.model.Heads.Head;
import dev.trimaran.events.node.storage.EventIndex;
import dev.trimaran.events.node.storage.IndexView;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads of one stream. {@code $maxCount} and {@code $tb} say where it begins; {@code $maxAge} is
 * asked of each event by itself, for clocks jump and order nothing.
 */
final class StreamReads {

  private static final int MAX_PAGE = 4096;

  /** Revisions that are fetched at once on the way back. */
  private static final int BACK = 64;

  private static final long NONE = -1;

  private final EventIndex index;
  private final Heads heads;
  private final EventFetcher fetcher;
  private final LongSupplier nowMillis;
  private final StreamTrails trails = new StreamTrails();

  /**
   * @param nowMillis since 1970
   */
  StreamReads(EventIndex index, Heads heads, EventFetcher fetcher, LongSupplier nowMillis) {
    this.index = index;
    this.heads = heads;
    this.fetcher = fetcher;
    this.nowMillis = nowMillis;
  }

  /** What is asked for. */
  record Question(String stream, long from, Direction direction, int maxEvents, int maxBytes) {}

  StreamPage read(Question asked) throws IOException {
    Head head = heads.head(asked.stream);
    StreamState state = head.state();
    if (state.kind() != StreamState.Kind.LIVE) {
      return new StreamPage(state, List.of(), asked.from, 0, true);
    }
    IndexView view = index.view(); // after the head, so that it has all of the stream
    StreamMetadata metadata = head.metadata();
    long oldest = oldest(metadata);
    long first = young(view, asked.stream, metadata.first(state.revision()), state, oldest);
    Visible visible = new Visible(first, state, oldest);
    return switch (asked.direction) {
      case FORWARDS -> forwards(view, asked, visible);
      case BACKWARDS -> backwards(view, asked, visible);
    };
  }

  /** An event that may be seen, null when there is none. */
  @Nullable RecordedEvent event(String stream, long revision) throws IOException {
    Head head = heads.head(stream);
    StreamState state = head.state();
    StreamMetadata metadata = head.metadata();
    boolean seen =
        state.kind() == StreamState.Kind.LIVE
            && revision >= metadata.first(state.revision())
            && revision <= state.revision();
    if (!seen) {
      return null;
    }
    Page page = new Page(index.view(), stream, revision, revision);
    Fetched found = page.fetch(0, 1, Integer.MAX_VALUE).getFirst();
    return found == null || found.scavenged() || isExpired(found, oldest(metadata))
        ? null
        : found.event();
  }

  /**
   * What may be seen.
   *
   * @param first revision
   * @param oldest creation, milliseconds since 1970
   */
  private record Visible(long first, StreamState state, long oldest) {

    StreamPage page(List<RecordedEvent> events, long next, boolean end) {
      return new StreamPage(state, events, next, first, end);
    }
  }

  private StreamPage forwards(IndexView view, Question asked, Visible visible) throws IOException {
    long last = visible.state.revision();
    long low = Math.max(asked.from, visible.first);
    if (low > last) {
      return visible.page(List.of(), Math.max(asked.from, last + 1), true);
    }
    long high = Math.min(last, low + Math.min(asked.maxEvents, MAX_PAGE) - 1);
    Page page = new Page(view, asked.stream, low, high);
    List<RecordedEvent> events = new ArrayList<>();
    long next = low;
    for (Fetched one : page.fetch(0, page.size(), asked.maxBytes)) {
      if (one == null) {
        return visible.page(events, next, true); // applied, and not published yet
      }
      if (!one.scavenged() && !isExpired(one, visible.oldest)) {
        events.add(one.event());
      }
      next++;
    }
    return visible.page(events, next, next > last);
  }

  private StreamPage backwards(IndexView view, Question asked, Visible visible) throws IOException {
    long high = Math.min(asked.from, visible.state.revision());
    if (high < visible.first) {
      return visible.page(List.of(), NONE, true);
    }
    long low = Math.max(visible.first, high - Math.min(asked.maxEvents, MAX_PAGE) + 1);
    Page page = new Page(view, asked.stream, low, high);
    List<RecordedEvent> events = new ArrayList<>();
    long bytes = 0;
    int step = BACK;
    int at = page.size() - 1;
    while (at >= 0) {
      int start = Math.max(0, at - step + 1);
      List<@Nullable Fetched> fetched = page.fetch(start, at + 1, asked.maxBytes);
      if (fetched.size() < at + 1 - start) {
        step = (at + 1 - start) / 2; // large ones: fewer at once, down to one
        continue;
      }
      for (Fetched one : fetched.reversed()) {
        bytes += one == null ? 0 : one.bytes();
        if (bytes > asked.maxBytes && !events.isEmpty()) {
          return visible.page(events, low + at, false);
        }
        if (one != null && !one.scavenged() && !isExpired(one, visible.oldest)) {
          events.add(one.event());
        }
        at--;
      }
    }
    boolean end = low == visible.first;
    return visible.page(events, end ? NONE : low - 1, end);
  }

  private long oldest(StreamMetadata metadata) {
    long seconds = metadata.maxAgeSeconds();
    long now = nowMillis.getAsLong();
    return seconds == 0 || seconds > now / 1000 ? Long.MIN_VALUE : now - seconds * 1000;
  }

  /**
   * Where to begin reading a stream of which the first segments hold only what is too old:
   * revisions rise with positions, so a few of them are looked at, and not all that have expired.
   */
  private long young(IndexView view, String stream, long first, StreamState state, long oldest)
      throws IOException {
    long position = 0;
    for (Segment<IOException> segment : view.segments()) {
      if (segment.latestCreated() >= oldest || segment.end() >= view.next()) {
        break;
      }
      position = segment.end();
    }
    long low = first;
    long high = state.revision() + 1;
    if (position == 0 || low >= high || !isBefore(view, stream, low, position)) {
      return first;
    }
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (isBefore(view, stream, middle, position)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private boolean isBefore(IndexView view, String stream, long revision, long position)
      throws IOException {
    Fetched one = new Page(view, stream, revision, revision).fetch(0, 1, 1).getFirst();
    return one != null && one.event().position() < position;
  }

  private static boolean isExpired(Fetched one, long oldest) {
    return one.event().created() < oldest;
  }

  /** The revisions of a page: where they are by their hash, verified when they are read. */
  private final class Page {
    private final IndexView view;
    private final String stream;
    private final long low;
    private final StreamSearch search;
    private final long[] positions;

    Page(IndexView view, String stream, long low, long high) throws IOException {
      this.view = view;
      this.stream = stream;
      this.low = low;
      this.search = new StreamSearch(view, index.hash(stream), low, high, trails.of(stream));
      this.positions = new long[(int) (high - low + 1)];
      for (int i = 0; i < positions.length; i++) {
        long[] found = published(low + i);
        positions[i] = found.length == 0 ? NONE : found[0];
      }
    }

    int size() {
      return positions.length;
    }

    /**
     * Events from one place of the page to before another: at least one, else within {@code
     * maxBytes}; null for those that are not published yet.
     */
    List<@Nullable Fetched> fetch(int from, int to, int maxBytes) throws IOException {
      List<@Nullable Fetched> fetched = new ArrayList<>(to - from);
      int end = from;
      while (end < to && positions[end] != NONE) {
        end++;
      }
      if (end > from) {
        for (Fetched one : fetcher.list(view, positions, from, end, maxBytes)) {
          long revision = low + from + fetched.size();
          fetched.add(isOurs(one, revision) ? one : other(revision));
        }
      }
      boolean whole = fetched.size() == end - from;
      for (int i = end; whole && i < to; i++) {
        fetched.add(positions[i] == NONE ? null : other(low + i));
      }
      remember(fetched);
      return fetched;
    }

    /** The first candidate was another stream's: looks on. */
    private @Nullable Fetched other(long revision) throws IOException {
      int tried = 0;
      do {
        long[] found = published(revision);
        for (; tried < found.length; tried++) {
          Fetched one = fetcher.list(view, found, tried, tried + 1, 0).getFirst();
          if (isOurs(one, revision)) {
            return one;
          }
        }
      } while (search.more());
      return null;
    }

    private boolean isOurs(Fetched one, long revision) {
      return one.event().stream().equals(stream) && one.event().revision() == revision;
    }

    private long[] published(long revision) {
      long[] found = search.of(revision);
      boolean all = found.length == 0 || Arrays.stream(found).max().getAsLong() < view.next();
      return all ? found : Arrays.stream(found).filter(one -> one < view.next()).toArray();
    }

    private void remember(List<@Nullable Fetched> fetched) {
      Fetched last = fetched.isEmpty() ? null : fetched.getLast();
      if (last != null) {
        trails.set(stream, new StreamTrails.Mark(last.event().revision(), last.event().position()));
      }
    }
  }
}
