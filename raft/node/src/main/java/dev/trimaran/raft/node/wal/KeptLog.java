package dev.trimaran.raft.node.wal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which segment holds which entry of a log that is kept. Told by the node's loop what has become
 * durable, asked by any thread. Costs 24 bytes for each full segment, and the marks of the current
 * one.
 */
public final class KeptLog {

  /** Entries in force of a full segment. */
  record Span(long number, long first, long last) {}

  /**
   * Where to look for an entry.
   *
   * @param last last entry in force in the same segment
   * @param salt of the file that {@code stretch} is of
   * @param stretch where to begin; null in a full segment, whose own index says it
   */
  record Place(long number, long last, long salt, @Nullable Stretch stretch) {}

  private record Recent(long salt, OffsetIndex index) {}

  /** Full segments whose index files may not be written yet. */
  private static final int RECENT = 4;

  private final List<Span> full = new ArrayList<>();
  private final List<Mark> marks = new ArrayList<>();
  private final Map<Long, Recent> recent =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Recent> eldest) {
          return size() > RECENT;
        }
      };
  private long number;
  private long salt;
  private long last;

  /** First index of the log, 0 while it is empty. */
  public synchronized long firstIndex() {
    if (!full.isEmpty()) {
      return full.getFirst().first();
    }
    return marks.isEmpty() ? 0 : marks.getFirst().index();
  }

  /** Last index that is durable, 0 while the log is empty. */
  public synchronized long lastIndex() {
    return marks.isEmpty() && !full.isEmpty() ? full.getLast().last() : last;
  }

  /** A full segment that was not read. */
  synchronized void add(SegmentSeal seal) {
    if (seal.firstIndex() > 0) {
      cut(seal.firstIndex());
      full.add(new Span(seal.number(), seal.firstIndex(), seal.lastIndex()));
    }
  }

  /** Segment {@code newNumber} is begun; the one before it was sealed. */
  synchronized void begin(long newNumber, long newSalt) {
    number = newNumber;
    salt = newSalt;
    marks.clear();
  }

  /** A batch of the current segment is durable: its marks, and where the log ends now. */
  synchronized void durable(List<Mark> more, long lastIndex) {
    for (Mark mark : more) {
      cut(mark.index());
      marks.add(mark);
    }
    last = lastIndex;
  }

  /** First entry in force in the current segment, 0 when there is none. */
  synchronized long currentFirst() {
    return marks.isEmpty() ? 0 : marks.getFirst().index();
  }

  /** The current segment is full; returns its index. */
  synchronized OffsetIndex seal() {
    OffsetIndex index = new OffsetIndex(marks);
    if (!marks.isEmpty()) {
      full.add(new Span(number, marks.getFirst().index(), last));
      recent.put(number, new Recent(salt, index));
      marks.clear();
    }
    return index;
  }

  /** The marks of a segment that became full a short while ago, else null. */
  synchronized @Nullable OffsetIndex recent(long segment, long itsSalt) {
    Recent found = recent.get(segment);
    return found != null && found.salt() == itsSalt ? found.index() : null;
  }

  /** The full segments that end at or before {@code index}, oldest first. */
  synchronized List<Span> spans(long index) {
    return full.stream().filter(span -> span.last() <= index).toList();
  }

  /** The entries in force of a full segment; null when there are none. */
  synchronized @Nullable Span span(long segment) {
    for (Span span : full) {
      if (span.number() == segment) {
        return span;
      }
    }
    return null;
  }

  /** Where an entry is; null when the log does not hold it. */
  synchronized @Nullable Place locate(long index) {
    if (!marks.isEmpty() && index >= marks.getFirst().index()) {
      return index > last ? null : new Place(number, last, salt, stretch(index));
    }
    int low = 0;
    int high = full.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      Span span = full.get(middle);
      if (index < span.first()) {
        high = middle - 1;
      } else if (index > span.last()) {
        low = middle + 1;
      } else {
        return new Place(span.number(), span.last(), 0, null);
      }
    }
    return null;
  }

  private Stretch stretch(long index) {
    int low = 0;
    int high = marks.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (marks.get(middle).index() <= index) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    long end = low + 1 < marks.size() ? marks.get(low + 1).index() - 1 : last;
    return new Stretch(marks.get(low), end);
  }

  /** The log is cut back to before {@code index} (section 5.3). */
  private void cut(long index) {
    while (!marks.isEmpty() && marks.getLast().index() >= index) {
      marks.removeLast();
    }
    if (!marks.isEmpty()) {
      return; // what is before is in this segment
    }
    while (!full.isEmpty() && full.getLast().last() >= index) {
      Span cut = full.removeLast();
      if (cut.first() < index) {
        full.add(new Span(cut.number(), cut.first(), index - 1));
      }
    }
  }
}
