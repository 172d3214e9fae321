package dev.trimaran.events.node.storage;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The latest commands of the log, as they came, within a number of bytes: those who follow the end
 * of the log read them here and not from the disk. The bytes are those that were applied; nothing
 * is copied or decoded before somebody asks.
 */
final class RecentCommands {

  /** What a command costs besides its bytes. */
  private static final int OVERHEAD = 32;

  private static final int FEWEST = 1024;
  private static final byte[] NONE = {};

  private final long maxBytes;
  private long[] entries = new long[FEWEST];
  private byte[][] commands = new byte[FEWEST][];
  private int oldest;
  private int size;
  private long bytes;

  RecentCommands(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  synchronized void add(long entry, byte[] command) {
    if (size == entries.length) {
      grow();
    }
    int slot = slot(size++);
    entries[slot] = entry;
    commands[slot] = command;
    bytes += command.length + OVERHEAD;
    while (bytes > maxBytes) {
      removeOldest();
    }
  }

  /** The command of an entry; null when it is too old, or gave no events. */
  synchronized @Nullable ByteBuffer get(long entry) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (entries[slot(middle)] < entry) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    boolean found = low < size && entries[slot(low)] == entry;
    return found ? ByteBuffer.wrap(commands[slot(low)]) : null;
  }

  synchronized void removeThrough(long entry) {
    while (size > 0 && entries[oldest] <= entry) {
      removeOldest();
    }
  }

  private void removeOldest() {
    bytes -= commands[oldest].length + OVERHEAD;
    commands[oldest] = NONE;
    oldest = slot(1);
    size--;
  }

  synchronized void clear() {
    Arrays.fill(commands, NONE);
    oldest = 0;
    size = 0;
    bytes = 0;
  }

  private int slot(int number) {
    return (oldest + number) & (entries.length - 1);
  }

  private void grow() {
    long[] moreEntries = new long[entries.length * 2];
    byte[][] moreCommands = new byte[entries.length * 2][];
    for (int i = 0; i < size; i++) {
      moreEntries[i] = entries[slot(i)];
      moreCommands[i] = commands[slot(i)];
    }
    entries = moreEntries;
    commands = moreCommands;
    oldest = 0;
  }
}
