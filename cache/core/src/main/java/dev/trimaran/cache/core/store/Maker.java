package dev.trimaran.cache.core.store;

import dev.trimaran.cache.core.keyspace.Keyspace;
import dev.trimaran.cache.core.model.Raw;
import java.util.Arrays;

/** Makes the records of a database; they are not in the index yet. */
final class Maker {

  private final Ground ground;
  private final Entries entries;
  private final Records records;
  private Log log;
  private int use;

  Maker(Ground ground, Entries entries) {
    this.ground = ground;
    this.entries = entries;
    records = entries.records;
    log = entries.small;
  }

  /** The next record replaces the one at {@code old}, or is of a new key: it lies and counts so. */
  Maker following(long hash, long old) {
    if (old == Keyspace.ABSENT) {
      log = ground.returns(hash) ? entries.main : entries.small;
      use = ground.freshUse();
    } else {
      log = ground.slabs.of(old).log;
      use = ground.used(Records.use(records.shape(old)));
    }
    return this;
  }

  /** Whether such a key and such a string lie in a record. */
  static boolean fits(int keyLength, int valueLength) {
    return keyLength <= Records.LONGEST_KEY && valueLength <= Records.LONGEST_VALUE;
  }

  /** A record of a key that it holds, with room for a value and slack behind it. */
  long inline(byte[] key, int offset, int length, int value, int slack) {
    long place = entries.allocate(log, length, value, slack, use);
    System.arraycopy(
        key, offset, records.array(place), Records.offset(place) + Records.HEADER, length);
    return place;
  }

  /** A record that leads to what lies outside, the key too if it is long. */
  long outside(byte[] key, int offset, int length, Outside outside) {
    boolean isLong = length > Records.LONGEST_KEY;
    outside.key = isLong ? Arrays.copyOfRange(key, offset, offset + length) : null;
    long place = inline(key, offset, isLong ? 0 : length, Integer.BYTES, 0);
    Raw.putInt(records.array(place), records.valueOffset(place), entries.outsides.add(outside));
    return place;
  }

  /** The flag that goes with a key of that length. */
  static int keyFlag(int length) {
    return length > Records.LONGEST_KEY ? Records.KEY_OUTSIDE : 0;
  }
}
