package dev.trimaran.events.node.read;

import dev.trimaran.events.core.codec.StoredEvent;
import dev.trimaran.events.core.index.Place;
import dev.trimaran.events.core.index.Places;
import dev.trimaran.events.core.model.RecordedEvent;
import dev.trimaran.events.node.storage.EventIndex;
import dev.trimaran.events.node.storage.IndexView;
import dev.trimaran.raft.node.LogReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Gets the events at positions. */
final class EventFetcher {

  /** Entries that are not wanted and are read all the same, rather than read twice. */
  private static final int NEAR = 8;

  private static final int MAX_PLACES = 512;

  private final EventIndex index;
  private final LogReader log;
  private final DecodedChunks chunks = new DecodedChunks();

  EventFetcher(EventIndex index, LogReader log) {
    this.index = index;
    this.log = log;
  }

  private EntryEvents entries(int maxBytes) {
    return new EntryEvents(index, new EntryCursor(index, log, maxBytes), chunks);
  }

  /**
   * The events of consecutive positions: at least one, else within {@code maxBytes}.
   *
   * @param from the first position
   * @param to the position after the last, beyond {@code from}
   */
  List<Fetched> range(IndexView view, long from, long to, int maxBytes) throws IOException {
    EntryEvents entries = entries(maxBytes);
    List<Fetched> fetched = new ArrayList<>((int) Math.min(to - from, 1024));
    long bytes = 0;
    long at = from;
    while (at < to) {
      Places places = view.of(at).places(at, (int) Math.min(to - at, Integer.MAX_VALUE));
      long last = places.entry(places.end() - 1);
      while (at < places.end()) {
        long entry = places.entry(at);
        long end = at + 1;
        while (end < places.end() && places.entry(end) == entry) {
          end++;
        }
        int count = (int) (end - at);
        for (StoredEvent stored : entries.read(entry, last, places.number(at), count)) {
          Fetched one = fetched(stored, at, places.revision(at));
          bytes += one.bytes();
          if (bytes > maxBytes && !fetched.isEmpty()) {
            return fetched;
          }
          fetched.add(one);
          at++;
        }
      }
    }
    return fetched;
  }

  /**
   * The events of ascending positions: at least one, else within {@code maxBytes}. What is close
   * together is read at once.
   *
   * @param from number of the first position wanted
   * @param to number after the last, beyond {@code from}
   */
  List<Fetched> list(IndexView view, long[] positions, int from, int to, int maxBytes)
      throws IOException {
    Place[] places = places(view, positions, from, to);
    EntryEvents entries = entries(maxBytes);
    List<Fetched> fetched = new ArrayList<>(to - from);
    long bytes = 0;
    int near = 0;
    int i = 0;
    while (i < places.length) {
      near = Math.max(near, i);
      while (near + 1 < places.length && places[near + 1].entry() - places[near].entry() <= NEAR) {
        near++;
      }
      Place place = places[i];
      int count = together(places, i);
      for (StoredEvent stored :
          entries.read(place.entry(), places[near].entry(), place.number(), count)) {
        Fetched one = fetched(stored, positions[from + i], places[i].revision());
        bytes += one.bytes();
        if (bytes > maxBytes && !fetched.isEmpty()) {
          return fetched;
        }
        fetched.add(one);
        i++;
      }
    }
    return fetched;
  }

  /** How many places from one on are of consecutive events of one entry. */
  private static int together(Place[] places, int from) {
    int to = from + 1;
    while (to < places.length
        && places[to].entry() == places[from].entry()
        && places[to].number() == places[from].number() + (to - from)) {
      to++;
    }
    return to - from;
  }

  private static Place[] places(IndexView view, long[] positions, int from, int to)
      throws IOException {
    Place[] found = new Place[to - from];
    Places known = null;
    for (int i = from; i < to; i++) {
      long position = positions[i];
      if (known == null || position < known.first() || position >= known.end()) {
        known = view.of(position).places(position, MAX_PLACES);
      }
      found[i - from] = known.at(position);
    }
    return found;
  }

  private static Fetched fetched(StoredEvent stored, long position, long revision) {
    return new Fetched(
        new RecordedEvent(position, stored.stream(), revision, stored.created(), stored.event()),
        stored.scavenged());
  }
}
