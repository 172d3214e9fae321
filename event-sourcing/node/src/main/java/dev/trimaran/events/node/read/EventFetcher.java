package dev.trimaran.events.node.read;

import dev.trimaran.base.codec.DecodeException;
import dev.trimaran.events.core.codec.CommandEvents;
import dev.trimaran.events.core.codec.StoredEvent;
import dev.trimaran.events.core.index.Place;
import dev.trimaran.events.core.index.Places;
import dev.trimaran.events.core.model.RecordedEvent;
import dev.trimaran.events.node.storage.EventIndex;
import dev.trimaran.events.node.storage.IndexView;
import dev.trimaran.raft.node.LogReader;
import dev.trimaran.raft.node.model.DamagedFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Gets the events at positions. */
final class EventFetcher {

  private static final String REMEDY =
      "Stop the node, remove its index directory, and start it again: the index is made anew";

  /** Entries that are not wanted and are read all the same, rather than read twice. */
  private static final int NEAR = 8;

  private static final int MAX_PLACES = 512;

  private final EventIndex index;
  private final LogReader log;

  EventFetcher(EventIndex index, LogReader log) {
    this.index = index;
    this.log = log;
  }

  private EntryCursor cursor(int maxBytes) {
    return new EntryCursor(index, log, maxBytes);
  }

  /**
   * The events of consecutive positions: at least one, else within {@code maxBytes}.
   *
   * @param from the first position
   * @param to the position after the last, beyond {@code from}
   */
  List<Fetched> range(IndexView view, long from, long to, int maxBytes) throws IOException {
    EntryCursor entries = cursor(maxBytes);
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
        ByteBuffer command = entries.command(entry, last);
        for (StoredEvent stored : decode(command, entry, places.number(at), (int) (end - at))) {
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
    EntryCursor entries = cursor(maxBytes);
    List<Fetched> fetched = new ArrayList<>(to - from);
    long bytes = 0;
    int near = from;
    for (int i = from; i < to; i++) {
      near = Math.max(near, i);
      while (near + 1 < to
          && places[near + 1 - from].entry() - places[near - from].entry() <= NEAR) {
        near++;
      }
      Place place = places[i - from];
      ByteBuffer command = entries.command(place.entry(), places[near - from].entry());
      StoredEvent stored = decode(command, place.entry(), place.number(), 1).getFirst();
      Fetched one = fetched(stored, positions[i], place.revision());
      bytes += one.bytes();
      if (bytes > maxBytes && !fetched.isEmpty()) {
        return fetched;
      }
      fetched.add(one);
    }
    return fetched;
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

  private static List<StoredEvent> decode(ByteBuffer command, long entry, int first, int count)
      throws IOException {
    try {
      List<StoredEvent> events = CommandEvents.read(command, first, count);
      if (events.size() == count) {
        return events;
      }
      throw new DamagedFileException(
          "index", 0, "entry " + entry + " has fewer events than the index says", REMEDY);
    } catch (DecodeException e) {
      throw new DamagedFileException(
          "index", 0, "entry " + entry + " is not what the index says: " + e.getMessage(), REMEDY);
    }
  }
}
