package dev.trimaran.events.core.index;

import java.util.Arrays;
import java.util.BitSet;

/** The events of each stream of an open segment: an open-addressing table by hash. */
final class StreamTable {

  private static final int FREE = -1;

  private int[] slots = free(64);
  private long[] hashes = new long[32];
  private long[] lastRevisions = new long[32];
  private Offsets[] offsets = new Offsets[32];

  /** Streams that share their hash: revisions in the order of positions do not ascend. */
  private final BitSet mixed = new BitSet();

  private int size;

  void add(long hash, long revision, int offset) {
    int slot = slot(hash);
    int stream = slots[slot];
    if (stream == FREE) {
      stream = size++;
      slots[slot] = stream;
      if (stream == hashes.length) {
        hashes = Arrays.copyOf(hashes, stream * 2);
        lastRevisions = Arrays.copyOf(lastRevisions, stream * 2);
        offsets = Arrays.copyOf(offsets, stream * 2);
      }
      hashes[stream] = hash;
      offsets[stream] = new Offsets(stream);
      if (size * 2 > slots.length) {
        grow();
      }
    } else if (revision <= lastRevisions[stream]) {
      mixed.set(stream);
    }
    lastRevisions[stream] = revision;
    offsets[stream].add(offset);
  }

  void find(long hash, long[] revisions, long first, Candidates into) {
    int stream = slots[slot(hash)];
    if (stream == FREE) {
      return;
    }
    Offsets found = offsets[stream];
    boolean ascending = !mixed.get(stream);
    for (int i = ascending ? lowest(found, revisions, into.low()) : 0; i < found.size(); i++) {
      int offset = found.get(i);
      long revision = revisions[offset];
      if (revision >= into.low() && revision <= into.high()) {
        into.add(revision, first + offset);
      } else if (ascending) {
        return;
      }
    }
  }

  int size() {
    return size;
  }

  long hash(int stream) {
    return hashes[stream];
  }

  Offsets offsets(int stream) {
    return offsets[stream];
  }

  /** The first of ascending revisions that is not below {@code low}. */
  private static int lowest(Offsets found, long[] revisions, long low) {
    int from = 0;
    int to = found.size();
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (revisions[found.get(middle)] < low) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }

  private int slot(long hash) {
    int mask = slots.length - 1;
    int slot = (int) hash & mask;
    while (slots[slot] != FREE && hashes[slots[slot]] != hash) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    slots = free(slots.length * 2);
    for (int stream = 0; stream < size; stream++) {
      slots[slot(hashes[stream])] = stream;
    }
  }

  private static int[] free(int length) {
    int[] slots = new int[length];
    Arrays.fill(slots, FREE);
    return slots;
  }
}
