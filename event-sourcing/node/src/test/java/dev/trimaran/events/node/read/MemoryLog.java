package dev.trimaran.events.node.read;

import dev.trimaran.raft.core.model.Entry;
import dev.trimaran.raft.core.model.EntryKind;
import dev.trimaran.raft.node.LogReader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A committed log in memory; counts how often it is read. */
final class MemoryLog implements LogReader {

  private final List<Entry> entries = new ArrayList<>();
  int reads;

  /** Appends a command in the form of the log; returns its index. */
  synchronized long append(byte[] command) {
    long index = entries.size() + 1L;
    entries.add(new Entry(index, 1, EntryKind.COMMAND, data(index, command)));
    return index;
  }

  synchronized void noop() {
    entries.add(Entry.noop(entries.size() + 1L, 1));
  }

  /** As a scavenge does. */
  synchronized void replace(long index, byte[] command) {
    entries.set((int) index - 1, new Entry(index, 1, EntryKind.COMMAND, data(index, command)));
  }

  private static byte[] data(long index, byte[] command) {
    return ByteBuffer.allocate(25 + command.length)
        .put((byte) 1)
        .putLong(9)
        .putLong(index)
        .putLong(1)
        .put(command)
        .array();
  }

  @Override
  public long firstIndex() {
    return 1;
  }

  @Override
  public synchronized long lastIndex() {
    return entries.size();
  }

  @Override
  public Entry read(long index) {
    return read(index, 1, 1).getFirst();
  }

  @Override
  public synchronized List<Entry> read(long from, int maxEntries, int maxBytes) {
    reads++;
    List<Entry> page = new ArrayList<>();
    long bytes = 0;
    for (long at = from; at <= entries.size() && page.size() < maxEntries; at++) {
      Entry entry = entries.get((int) at - 1);
      bytes += entry.data().length;
      if (!page.isEmpty() && bytes > maxBytes) {
        break;
      }
      page.add(entry);
    }
    return page;
  }
}
