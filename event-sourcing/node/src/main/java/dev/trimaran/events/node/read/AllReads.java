package dev.trimaran.events.node.read;

import dev.trimaran.events.core.model.RecordedEvent;
import dev.trimaran.events.node.model.EventReader.AllPage;
import dev.trimaran.events.node.storage.IndexView;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads of {@code $all}. */
final class AllReads {

  /** Positions that are fetched at once on the way back. */
  private static final int BACK = 256;

  private final EventFetcher fetcher;

  AllReads(EventFetcher fetcher) {
    this.fetcher = fetcher;
  }

  AllPage forwards(IndexView view, long from, int maxEvents, int maxBytes) throws IOException {
    if (from >= view.next()) {
      return new AllPage(List.of(), from, true);
    }
    long to = Math.min(view.next(), from + maxEvents);
    List<Fetched> fetched = fetcher.range(view, from, to, maxBytes);
    List<RecordedEvent> events = new ArrayList<>(fetched.size());
    for (Fetched one : fetched) {
      if (!one.scavenged()) {
        events.add(one.event());
      }
    }
    long next = from + fetched.size();
    return new AllPage(events, next, next >= view.next());
  }

  AllPage backwards(IndexView view, long from, int maxEvents, int maxBytes) throws IOException {
    long at = Math.min(from, view.next() - 1);
    long end = Math.max(-1, at - maxEvents);
    int step = BACK;
    long bytes = 0;
    List<RecordedEvent> events = new ArrayList<>();
    while (at > end) {
      long low = Math.max(end + 1, at - step + 1);
      List<Fetched> fetched = fetcher.range(view, low, at + 1, maxBytes);
      if (fetched.size() < at - low + 1) {
        step = (int) ((at - low + 1) / 2); // large ones: fewer at once, down to one
        continue;
      }
      for (Fetched one : fetched.reversed()) {
        bytes += one.bytes();
        if (bytes > maxBytes && !events.isEmpty()) {
          return new AllPage(events, at, false);
        }
        if (!one.scavenged()) {
          events.add(one.event());
        }
        at--;
      }
    }
    return new AllPage(events, Math.max(at, -1), at < 0);
  }
}
