package dev.trimaran.events.node.read;

import dev.trimaran.base.codec.DecodeException;
import dev.trimaran.events.core.codec.CommandEvents;
import dev.trimaran.events.core.codec.StoredEvent;
import dev.trimaran.events.node.storage.EventIndex;
import dev.trimaran.raft.node.model.DamagedFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The events of entries by their numbers, for one page. */
final class EntryEvents {

  private static final String REMEDY =
      "Stop the node, remove its index directory, and start it again: the index is made anew";

  private final EventIndex index;
  private final EntryCursor entries;
  private final DecodedChunks chunks;

  EntryEvents(EventIndex index, EntryCursor entries, DecodedChunks chunks) {
    this.index = index;
    this.entries = entries;
    this.chunks = chunks;
  }

  /**
   * Consecutive events of an entry.
   *
   * @param last the entry up to which those between will probably be wanted as well
   * @param first number of the first
   */
  List<StoredEvent> read(long entry, long last, int first, int count) throws IOException {
    if (first < DecodedChunks.EVENTS) {
      return all(entry, decode(entry, last, first, count), count);
    }
    List<StoredEvent> events = new ArrayList<>(count);
    while (events.size() < count) {
      int at = first + events.size();
      List<StoredEvent> chunk = chunk(entry, last, at / DecodedChunks.EVENTS);
      int from = at % DecodedChunks.EVENTS;
      int to = Math.min(chunk.size(), from + count - events.size());
      if (to <= from) {
        break;
      }
      events.addAll(chunk.subList(from, to));
    }
    return all(entry, events, count);
  }

  private List<StoredEvent> chunk(long entry, long last, int number) throws IOException {
    long rewrites = index.rewrites();
    List<StoredEvent> known = chunks.get(entry, number, rewrites);
    if (known != null) {
      return known;
    }
    int first = number * DecodedChunks.EVENTS;
    List<StoredEvent> decoded = decode(entry, last, first, DecodedChunks.EVENTS);
    chunks.put(entry, number, decoded, rewrites);
    return decoded;
  }

  private List<StoredEvent> decode(long entry, long last, int first, int count) throws IOException {
    ByteBuffer command = entries.command(entry, last);
    try {
      return CommandEvents.read(command, first, count);
    } catch (DecodeException e) {
      throw new DamagedFileException(
          "index", 0, "entry " + entry + " is not what the index says: " + e.getMessage(), REMEDY);
    }
  }

  private static List<StoredEvent> all(long entry, List<StoredEvent> events, int count)
      throws IOException {
    if (events.size() != count) {
      throw new DamagedFileException(
          "index", 0, "entry " + entry + " has fewer events than the index says", REMEDY);
    }
    return events;
  }
}
