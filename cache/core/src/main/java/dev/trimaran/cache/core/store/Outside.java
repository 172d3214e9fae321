package dev.trimaran.cache.core.store;

import dev.trimaran.cache.core.keyspace.Datum;
import org.jspecify.annotations.Nullable;

/** What of an entry does not lie in its record: a long string, a collection, a long key. */
final class Outside {

  private static final long OWN_BYTES = 56;

  /** The key, where the record does not hold it. */
  byte @Nullable [] key;

  /** The string of that length, at the array's start; empty where there is a datum. */
  byte[] bytes = new byte[0];

  int length;
  @Nullable Datum datum;

  /** When the value becomes stale, -1 for never. */
  long softMs = -1;

  /** What the ledger has been told. */
  long accounted;

  /** From how many bytes on the watcher is told of it. */
  long tellFrom;

  /** Bytes held now. */
  long weight() {
    long sum = OWN_BYTES;
    if (key != null) {
      sum += 16 + key.length;
    }
    if (bytes.length > 0) {
      sum += 16 + bytes.length;
    }
    if (datum != null) {
      sum += datum.bytes();
    }
    return sum;
  }
}
