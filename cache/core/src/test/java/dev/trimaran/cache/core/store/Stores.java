package dev.trimaran.cache.core.store;

import dev.trimaran.base.random.SeededRandomness;
import dev.trimaran.cache.core.keyspace.Access;
import dev.trimaran.cache.core.keyspace.Keyspace;
import dev.trimaran.cache.core.keyspace.Value;
import dev.trimaran.cache.core.keyspace.Watcher;
import java.nio.ByteBuffer;

/** A store with keys that are numbers, for tests that need many. */
final class Stores implements Watcher {

  static final long BEGIN = 1_700_000_000_000L;

  final Store store;
  final Keyspace keys;
  private final byte[] key = new byte[10];
  private final byte[] bytes = new byte[8192];
  private final Value value = new Value();
  private long versions;
  long expired;
  long lastLateMs;
  long worstLateMs;
  long evicted;
  long evictedVolatile;
  long soonestLeft;

  Stores(StoreConfig config) {
    store = new Store(config, this, () -> ++versions, new SeededRandomness(42));
    store.now(BEGIN);
    keys = store.database(0);
  }

  private byte[] key(long number) {
    ByteBuffer.wrap(key).putLong(2, number);
    return key;
  }

  long set(long number, int length, long deadlineMs) {
    return keys.set(key(number), 0, 10, value.of(bytes, 0, length), deadlineMs);
  }

  long set(long number, int length) {
    return set(number, length, Keyspace.NO_DEADLINE);
  }

  boolean get(long number) {
    return find(number) != Keyspace.ABSENT;
  }

  long find(long number) {
    return keys.find(key(number), 0, 10, Access.READ);
  }

  boolean remove(long number) {
    long place = keys.find(key(number), 0, 10, Access.WRITE);
    if (place != Keyspace.ABSENT) {
      keys.remove(place);
    }
    return place != Keyspace.ABSENT;
  }

  /** Counts by visiting all. */
  long count() {
    long[] count = new long[1];
    long cursor = 0;
    do {
      cursor = keys.scan(cursor, 1000, _ -> count[0]++);
    } while (cursor != 0);
    return count[0];
  }

  @Override
  public void expired(Keyspace keys, byte[] key, int offset, int length, long lateMs) {
    expired++;
    lastLateMs = lateMs;
    worstLateMs = Math.max(worstLateMs, lateMs);
  }

  @Override
  public void evicted(Keyspace keys, byte[] key, int offset, int length) {
    evicted++;
    long place = keys.find(key, offset, length, Access.PEEK);
    if (keys.deadline(place) != Keyspace.NO_DEADLINE) {
      evictedVolatile++;
      soonestLeft = keys.deadline(place);
    }
  }
}
