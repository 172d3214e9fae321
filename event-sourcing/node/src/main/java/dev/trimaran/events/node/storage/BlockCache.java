package dev.trimaran.events.node.storage;

import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Blocks of index files that were read lately, within a number of bytes. Files are not mapped: a
 * block is read with one call from the system's cache, and what fails is an exception of that read,
 * not of the process.
 */
final class BlockCache {

  private record Key(long first, int at) {}

  private final long maxBytes;
  private final LinkedHashMap<Key, ByteBuffer> blocks = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  BlockCache(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  synchronized @Nullable ByteBuffer get(long first, int at) {
    return blocks.get(new Key(first, at));
  }

  synchronized void put(long first, int at, ByteBuffer block) {
    if (block.capacity() > maxBytes || blocks.put(new Key(first, at), block) != null) {
      return;
    }
    bytes += block.capacity();
    Iterator<ByteBuffer> oldest = blocks.values().iterator();
    while (bytes > maxBytes) {
      bytes -= oldest.next().capacity();
      oldest.remove();
    }
  }

  synchronized void clear() {
    blocks.clear();
    bytes = 0;
  }
}
