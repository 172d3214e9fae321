package dev.trimaran.events.node.read;

import dev.trimaran.events.core.codec.StoredEvent;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Events of the middle of large commands that were read lately, a thousand at a time, within a
 * number of bytes. To come to the last of a hundred thousand events of a command all others are
 * passed: readers with small pages shall not do so for each page.
 */
final class DecodedChunks {

  /** Events of a chunk. */
  static final int EVENTS = 1024;

  private static final long MAX_BYTES = 16L << 20;

  /** What an event costs besides what it carries. */
  private static final int OVERHEAD = 200;

  private record Key(long entry, int chunk) {}

  private record Chunk(List<StoredEvent> events, long bytes) {}

  private final LinkedHashMap<Key, Chunk> chunks = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;
  private long rewrites;

  /**
   * A chunk, null when it is not known.
   *
   * @param newRewrites how often commands were written anew: what was decoded before is forgotten
   */
  synchronized @Nullable List<StoredEvent> get(long entry, int chunk, long newRewrites) {
    if (rewrites != newRewrites) {
      rewrites = newRewrites;
      chunks.clear();
      bytes = 0;
    }
    Chunk found = chunks.get(new Key(entry, chunk));
    return found == null ? null : found.events;
  }

  synchronized void put(long entry, int chunk, List<StoredEvent> events, long newRewrites) {
    long size = 0;
    for (StoredEvent one : events) {
      size += OVERHEAD + one.event().data().length + one.event().metadata().length;
    }
    if (size > MAX_BYTES || rewrites != newRewrites) {
      return;
    }
    Chunk before = chunks.put(new Key(entry, chunk), new Chunk(events, size));
    bytes += size - (before == null ? 0 : before.bytes);
    Iterator<Chunk> oldest = chunks.values().iterator();
    while (bytes > MAX_BYTES) {
      bytes -= oldest.next().bytes;
      oldest.remove();
    }
  }
}
