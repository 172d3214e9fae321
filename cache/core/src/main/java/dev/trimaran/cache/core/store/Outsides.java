package dev.trimaran.cache.core.store;

import dev.trimaran.base.InvariantViolation;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The table of what lies outside of the records of a database, by handle; it grows by chunks. */
final class Outsides {

  private static final int CHUNK_BITS = 10;
  private static final int CHUNK = 1 << CHUNK_BITS;
  private static final long CHUNK_BYTES = 2 * (16 + 4L * CHUNK);

  private final Ledger ledger;
  private @Nullable Outside[][] chunks = new Outside[4][];
  private int[][] nextFree = new int[4][];
  private int chunkCount;
  private int used;
  private int firstFree = -1;
  private long held;

  Outsides(Ledger ledger) {
    this.ledger = ledger;
  }

  Outside get(int handle) {
    Outside outside = chunks[handle >> CHUNK_BITS][handle & (CHUNK - 1)];
    if (outside == null) {
      throw new InvariantViolation("a handle in a record is in use");
    }
    return outside;
  }

  int add(Outside outside) {
    int handle = firstFree;
    if (handle >= 0) {
      firstFree = nextFree[handle >> CHUNK_BITS][handle & (CHUNK - 1)];
    } else {
      handle = used++;
      if (handle >> CHUNK_BITS == chunkCount) {
        lengthen();
      }
    }
    chunks[handle >> CHUNK_BITS][handle & (CHUNK - 1)] = outside;
    account(outside);
    return handle;
  }

  void remove(int handle) {
    Outside outside = get(handle);
    ledger.add(-outside.accounted);
    held -= outside.accounted;
    chunks[handle >> CHUNK_BITS][handle & (CHUNK - 1)] = null;
    nextFree[handle >> CHUNK_BITS][handle & (CHUNK - 1)] = firstFree;
    firstFree = handle;
  }

  /** Tells the ledger how much it is now. */
  void account(Outside outside) {
    long weight = outside.weight();
    ledger.add(weight - outside.accounted);
    held += weight - outside.accounted;
    outside.accounted = weight;
  }

  /** Bytes of what is in the table. */
  long heldBytes() {
    return held;
  }

  /** Bytes held, those of the table included. */
  long bytes() {
    return held + chunkCount * CHUNK_BYTES;
  }

  /** Forgets all. */
  void clear() {
    ledger.add(-bytes());
    chunks = new Outside[4][];
    nextFree = new int[4][];
    chunkCount = 0;
    used = 0;
    firstFree = -1;
    held = 0;
  }

  private void lengthen() {
    if (chunkCount == chunks.length) {
      chunks = Arrays.copyOf(chunks, 2 * chunkCount);
      nextFree = Arrays.copyOf(nextFree, 2 * chunkCount);
    }
    chunks[chunkCount] = new Outside[CHUNK];
    nextFree[chunkCount] = new int[CHUNK];
    chunkCount++;
    ledger.add(CHUNK_BYTES);
  }
}
