package dev.trimaran.cache.core.store;

import dev.trimaran.cache.core.keyspace.Keyspace;
import dev.trimaran.cache.core.keyspace.SoftDeadlines;
import java.util.Arrays;

/**
 * The soft deadlines of a database. They lie with what is outside of records; a string that gets
 * one and lies in its record moves out, so that records need no room for it.
 */
final class Softness implements SoftDeadlines {

  private final Ground ground;
  private final Entries entries;
  private final Records records;
  private final Maker maker;

  Softness(Ground ground, Entries entries, Maker maker) {
    this.ground = ground;
    this.entries = entries;
    this.maker = maker;
    records = entries.records;
  }

  @Override
  public long get(long place) {
    return records.isInline(place) ? Keyspace.NO_DEADLINE : records.outside(place).softMs;
  }

  @Override
  public long set(long place, long atMs) {
    long there = place;
    if (records.isInline(place)) {
      if (atMs == Keyspace.NO_DEADLINE) {
        return place;
      }
      there = moveOut(place);
    }
    records.outside(there).softMs = atMs;
    entries.stamp(there);
    return there;
  }

  private long moveOut(long place) {
    byte[] array = records.array(place);
    int from = records.valueOffset(place);
    Outside outside = new Outside();
    outside.length = Records.valuePart(records.shape(place));
    outside.bytes = Arrays.copyOfRange(array, from, from + outside.length);
    long meta = records.meta(place);
    long hash = records.hash(place, ground.hasher);
    byte[] key = records.keyArray(place);
    long made =
        maker
            .following(hash, place)
            .outside(key, records.keyOffset(place), records.keyLength(place), outside);
    int flags = (int) meta & 0xFF & ~Records.KIND | Records.STRING_OUTSIDE;
    entries.arise(made, Records.deadline(meta), flags);
    entries.settle(hash, place, made);
    return made;
  }
}
