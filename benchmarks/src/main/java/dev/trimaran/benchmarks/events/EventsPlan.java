package dev.trimaran.benchmarks.events;

import java.util.ArrayList;
import java.util.List;

/**
 * What to run.
 *
 * @param rounds each round runs every rival once, in turn
 * @param seconds window of measurement of each cell
 * @param warmUpSeconds of its own load before each cell
 * @param writers numbers of clients that append one event at a time
 * @param dataBytes of an event
 * @param logEvents in the log before it is read
 */
public record EventsPlan(
    int rounds,
    double seconds,
    double warmUpSeconds,
    List<Integer> writers,
    int dataBytes,
    int logEvents) {

  /** Of a stream that is read. */
  public static final int STREAM_EVENTS = 100;

  static final int BATCH = 100;
  private static final int MOST_CLIENTS = 256;

  public EventsPlan {
    writers = List.copyOf(writers);
    if (rounds < 1 || seconds <= 0 || warmUpSeconds < 0 || dataBytes < 1) {
      throw new IllegalArgumentException("rounds, seconds and bytes are positive");
    }
    if (logEvents < STREAM_EVENTS) {
      throw new IllegalArgumentException("the log has " + STREAM_EVENTS + " events or more");
    }
    for (int count : writers) {
      if (count < 1 || count > MOST_CLIENTS) {
        throw new IllegalArgumentException("writers are 1 to 256, not " + count);
      }
    }
  }

  List<EventRow> rows() {
    List<EventRow> rows = new ArrayList<>();
    writers.forEach(count -> rows.add(new EventRow(EventRow.Kind.APPEND, count, 1)));
    rows.add(new EventRow(EventRow.Kind.APPEND, 1, BATCH));
    rows.add(new EventRow(EventRow.Kind.APPEND, 16, BATCH));
    rows.add(new EventRow(EventRow.Kind.READ, 1, STREAM_EVENTS));
    rows.add(new EventRow(EventRow.Kind.READ, 16, STREAM_EVENTS));
    rows.add(new EventRow(EventRow.Kind.CATCH_UP, 1, logEvents));
    return rows;
  }

  /** Streams of {@link #STREAM_EVENTS} events that the log is filled with. */
  int filledStreams() {
    return logEvents / STREAM_EVENTS;
  }
}
