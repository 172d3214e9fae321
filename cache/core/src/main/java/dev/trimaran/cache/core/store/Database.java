package dev.trimaran.cache.core.store;

import dev.trimaran.base.InvariantViolation;
import dev.trimaran.cache.core.eviction.Policy;
import dev.trimaran.cache.core.eviction.Use;
import dev.trimaran.cache.core.keyspace.Access;
import dev.trimaran.cache.core.keyspace.Datum;
import dev.trimaran.cache.core.keyspace.Keyspace;
import dev.trimaran.cache.core.keyspace.SoftDeadlines;
import dev.trimaran.cache.core.keyspace.Value;
import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.core.model.ValueType;
import java.util.Arrays;

/** One database: what the commands see of records, index and logs. */
final class Database implements Keyspace {

  /** What an entry takes of the index, about. */
  private static final int INDEX_SHARE = 10;

  private final Ground ground;
  private final Entries entries;
  private final Records records;
  private final Maker maker;
  private final Strings strings;
  private final Growth growth;
  private final Softness softness;
  private int number;
  private final Lot lot;

  Database(Ground ground, int number) {
    this.ground = ground;
    this.number = number;
    entries = new Entries(ground, this);
    records = entries.records;
    maker = new Maker(ground, entries);
    strings = new Strings(ground, entries, maker);
    growth = new Growth(ground, this, records);
    softness = new Softness(ground, entries, maker);
    lot = new Lot(ground, this);
  }

  Entries entries() {
    return entries;
  }

  @Override
  public int number() {
    return number;
  }

  void number(int other) {
    number = other;
  }

  // Looking up.

  @Override
  public long find(byte[] key, int offset, int length, Access access) {
    long place = locate(key, offset, length, ground.hasher.hash(key, offset, length));
    if (place == ABSENT || isTombstone(place)) {
      if (access == Access.READ) {
        ground.misses++;
      }
      return ABSENT;
    }
    if (access == Access.READ) {
      ground.hits++;
    }
    if (access != Access.PEEK) {
      entries.use(place);
    }
    return place;
  }

  @Override
  public void prefetch(Arguments keys, int first, int step) {
    entries.prefetch.read(keys, first, step);
  }

  /** Where the index leads, to a tombstone perhaps; what has expired is removed first. */
  private long locate(byte[] key, int offset, int length, long hash) {
    long place = entries.index.find(key, offset, length, hash);
    if (place == ABSENT || !isExpired(records.meta(place))) {
      return place;
    }
    expire(place);
    return ground.keepTombstones ? entries.index.find(key, offset, length, hash) : ABSENT;
  }

  private boolean isExpired(long meta) {
    return Long.compareUnsigned(Records.deadline(meta), ground.now) < 0;
  }

  boolean isTombstone(long place) {
    return Records.has(records.meta(place), Records.TOMBSTONE);
  }

  boolean isLive(long place) {
    long meta = records.meta(place);
    return !Records.has(meta, Records.TOMBSTONE) && !isExpired(meta);
  }

  // Any entry.

  @Override
  public ValueType type(long place) {
    return Records.kind(records.meta(place)) == Records.DATUM
        ? datum(place).type()
        : ValueType.STRING;
  }

  @Override
  public long deadline(long place) {
    return Records.deadline(records.meta(place));
  }

  @Override
  public void deadline(long place, long atMs) {
    entries.arise(place, atMs, (int) records.meta(place) & 0xFF);
    entries.stamp(place);
  }

  @Override
  public SoftDeadlines soft() {
    return softness;
  }

  @Override
  public long version(long place) {
    return records.version(place);
  }

  @Override
  public byte[] keyArray(long place) {
    return records.keyArray(place);
  }

  @Override
  public int keyOffset(long place) {
    return records.keyOffset(place);
  }

  @Override
  public int keyLength(long place) {
    return records.keyLength(place);
  }

  @Override
  public void touch(long place) {
    if (!records.isInline(place)) {
      growth.written(place, entries.outsides);
    }
    entries.stamp(place);
  }

  @Override
  public void remove(long place) {
    long hash = records.hash(place, ground.hasher);
    if (ground.keepTombstones) {
      entries.replace(hash, place, tombstone(hash, place));
    } else {
      entries.remove(hash, place);
    }
  }

  private long tombstone(long hash, long place) {
    byte[] key = records.keyArray(place);
    int at = records.keyOffset(place);
    int length = records.keyLength(place);
    boolean isLong = length > Records.LONGEST_KEY;
    maker.following(hash, place);
    long made =
        isLong
            ? maker.outside(key, at, length, new Outside())
            : maker.inline(key, at, length, 0, 0);
    int kind = isLong ? Records.STRING_OUTSIDE | Records.KEY_OUTSIDE : Records.INLINE;
    entries.arise(made, NO_DEADLINE, kind | Records.TOMBSTONE);
    return made;
  }

  @Override
  public long rename(long place, byte[] key, int offset, int length) {
    long hash = ground.hasher.hash(key, offset, length);
    long old = locate(key, offset, length, hash);
    long meta = records.meta(place);
    int flags = (int) meta & ~Records.KEY_OUTSIDE & 0xFF | Maker.keyFlag(length);
    maker.following(hash, place);
    long made;
    if (records.isInline(place) && length <= Records.LONGEST_KEY) {
      int value = length(place);
      made = maker.inline(key, offset, length, value, 0);
      int to = records.valueOffset(made);
      System.arraycopy(records.array(place), offset(place), records.array(made), to, value);
    } else {
      Outside outside = detached(place);
      if (outside.datum == null) {
        flags = flags & ~Records.KIND | Records.STRING_OUTSIDE;
      }
      made = maker.outside(key, offset, length, outside);
    }
    entries.arise(made, Records.deadline(meta), flags);
    remove(place);
    entries.settle(hash, old, made);
    entries.stamp(made);
    return growth.look(made);
  }

  /** The value of an entry that is about to go, to lie outside of another record. */
  private Outside detached(long place) {
    Outside made = new Outside();
    if (records.isInline(place)) {
      int from = offset(place);
      made.length = length(place);
      made.bytes = Arrays.copyOfRange(array(place), from, from + made.length);
    } else {
      Outside own = records.outside(place);
      made.bytes = own.bytes;
      made.length = own.length;
      made.datum = own.datum;
      made.softMs = own.softMs;
    }
    return made;
  }

  // Strings.

  @Override
  public long set(byte[] key, int offset, int length, Value value, long deadlineMs) {
    long hash = ground.hasher.hash(key, offset, length);
    long old = locate(key, offset, length, hash);
    if (old != ABSENT && strings.overwrite(old, value, deadlineMs)) {
      entries.use(old);
      return old;
    }
    maker.following(hash, old);
    long made = strings.make(key, offset, length, value, deadlineMs);
    entries.settle(hash, old, made);
    return growth.look(made);
  }

  @Override
  public byte[] array(long place) {
    return strings.array(place);
  }

  @Override
  public int offset(long place) {
    return strings.offset(place);
  }

  @Override
  public int length(long place) {
    return strings.length(place);
  }

  @Override
  public boolean edited(long place) {
    return Records.has(records.meta(place), Records.EDITED);
  }

  @Override
  public void edit(long place) {
    records.meta(place, records.meta(place) | Records.EDITED);
  }

  @Override
  public long resize(long place, int length) {
    return growth.look(strings.resize(place, length));
  }

  // All other types.

  @Override
  public Datum datum(long place) {
    Datum datum = records.outside(place).datum;
    if (datum == null) {
      throw new InvariantViolation("a value that is not a string is a datum");
    }
    return datum;
  }

  @Override
  public long put(byte[] key, int offset, int length, Datum datum, long deadlineMs) {
    long hash = ground.hasher.hash(key, offset, length);
    long old = locate(key, offset, length, hash);
    Outside outside = new Outside();
    outside.datum = datum;
    long made = maker.following(hash, old).outside(key, offset, length, outside);
    entries.arise(made, deadlineMs, Records.DATUM | Maker.keyFlag(length));
    entries.settle(hash, old, made);
    return growth.look(made);
  }

  // The whole.

  @Override
  public int size() {
    return entries.size();
  }

  @Override
  public int volatileSize() {
    return entries.volatileCount();
  }

  @Override
  public long averageTtlMs() {
    int count = entries.volatileCount();
    return count == 0 ? 0 : Math.max(0, ((entries.lifetimes() / count) << 10) - ground.now);
  }

  @Override
  public long scan(long cursor, int count, Visitor visitor) {
    return entries.index.scan(
        cursor,
        count,
        place -> {
          if (isLive(place)) {
            visitor.visit(place);
          }
        });
  }

  @Override
  public long randomPlace() {
    return lot.draw();
  }

  @Override
  public int frequency(long place) {
    int use = Records.use(records.shape(place));
    return ground.policy.ranking() == Policy.Ranking.FREQUENCY
        ? Use.frequency(use, ground.clock)
        : Use.counter(use);
  }

  @Override
  public long idleSeconds(long place) {
    return Use.idleSeconds(Records.use(records.shape(place)), ground.clock);
  }

  @Override
  public long bytes(long place) {
    long sum = Records.size(records.shape(place)) + INDEX_SHARE;
    return records.isInline(place) ? sum : sum + records.outside(place).accounted;
  }

  @Override
  public void clear() {
    entries.clear();
  }

  /** Its deadline has passed. */
  void expire(long place) {
    long lateMs = ground.now - deadline(place);
    ground.watcher.expired(this, keyArray(place), keyOffset(place), keyLength(place), lateMs);
    ground.expired++;
    remove(place);
  }

  /**
   * It gives way to others, unless it has expired anyway. That is no deletion: it leaves no
   * tombstone.
   */
  void leave(long place) {
    if (isExpired(records.meta(place))) {
      expire(place);
      return;
    }
    ground.watcher.evicted(this, keyArray(place), keyOffset(place), keyLength(place));
    ground.evicted++;
    entries.remove(records.hash(place, ground.hasher), place);
  }
}
