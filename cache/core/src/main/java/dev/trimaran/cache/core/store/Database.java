package dev.trimaran.cache.core.store;

import dev.trimaran.base.Checks;
import dev.trimaran.base.InvariantViolation;
import dev.trimaran.cache.core.eviction.Policy;
import dev.trimaran.cache.core.eviction.Use;
import dev.trimaran.cache.core.keyspace.Access;
import dev.trimaran.cache.core.keyspace.Datum;
import dev.trimaran.cache.core.keyspace.Keyspace;
import dev.trimaran.cache.core.keyspace.Value;
import dev.trimaran.cache.core.model.ValueType;
import java.util.Arrays;

/** One database: what the commands see of records, index and logs. */
final class Database implements Keyspace {

  /** What an entry takes of the index, about. */
  private static final int INDEX_SHARE = 10;

  private static final int LARGE_STEP = 1 << 20;
  private static final int NARROW_SLACK = 16;
  private static final int RANDOM_TRIES = 64;

  private final Ground ground;
  private final Entries entries;
  private final Records records;
  private final Maker maker;
  private int number;
  private int size;
  private int tombstones;
  private long found;

  Database(Ground ground, int number) {
    this.ground = ground;
    this.number = number;
    entries = new Entries(ground, this);
    records = entries.records;
    maker = new Maker(ground, entries);
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
    if (place == ABSENT || Records.has(records.meta(place), Records.TOMBSTONE)) {
      if (access == Access.READ) {
        ground.misses++;
      }
      return ABSENT;
    }
    if (access == Access.READ) {
      ground.hits++;
    }
    if (access != Access.PEEK) {
      use(place);
    }
    return place;
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

  private boolean isLive(long place) {
    long meta = records.meta(place);
    return !Records.has(meta, Records.TOMBSTONE) && !isExpired(meta);
  }

  private void use(long place) {
    long shape = records.shape(place);
    int before = Records.use(shape);
    int after = ground.used(before);
    if (after != before) {
      records.shape(place, Records.withUse(shape, after));
    }
  }

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
    stamp(place);
  }

  @Override
  public long version(long place) {
    return records.version(place);
  }

  private void stamp(long place) {
    records.version(place, ground.versions.getAsLong());
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

  // Strings.

  @Override
  public long set(byte[] key, int offset, int length, Value value, long deadlineMs) {
    long hash = ground.hasher.hash(key, offset, length);
    long old = locate(key, offset, length, hash);
    int flags = value.raw() ? Records.EDITED : 0;
    if (old != ABSENT && overwrites(old, value)) {
      use(old);
      entries.arise(old, deadlineMs, (int) records.meta(old) & ~Records.EDITED & 0xFF | flags);
      stamp(old);
      return old;
    }
    long made;
    maker.following(hash, old);
    if (Maker.fits(length, value.length())) {
      made = maker.inline(key, offset, length, value.length(), 0);
      int at = records.valueOffset(made);
      System.arraycopy(value.array(), value.offset(), records.array(made), at, value.length());
      entries.arise(made, deadlineMs, Records.INLINE | flags);
    } else {
      Outside outside = new Outside();
      outside.length = value.length();
      outside.bytes =
          Arrays.copyOfRange(value.array(), value.offset(), value.offset() + value.length());
      made = maker.outside(key, offset, length, outside);
      int more = Records.STRING_OUTSIDE | Maker.keyFlag(length);
      entries.arise(made, deadlineMs, more | flags);
    }
    settle(hash, old, made);
    return made;
  }

  @Override
  public byte[] array(long place) {
    return isOutside(place) ? records.outside(place).bytes : records.array(place);
  }

  @Override
  public int offset(long place) {
    return isOutside(place) ? 0 : records.valueOffset(place);
  }

  @Override
  public int length(long place) {
    return isOutside(place)
        ? records.outside(place).length
        : Records.valuePart(records.shape(place));
  }

  @Override
  public boolean edited(long place) {
    return Records.has(records.meta(place), Records.EDITED);
  }

  @Override
  public void edit(long place) {
    records.meta(place, records.meta(place) | Records.EDITED);
  }

  private boolean isOutside(long place) {
    return Records.kind(records.meta(place)) != Records.INLINE;
  }

  /** Writes the string over the old one, if that leaves the record as it is and wastes little. */
  private boolean overwrites(long old, Value value) {
    long meta = records.meta(old);
    if (Records.has(meta, Records.TOMBSTONE)) {
      return false;
    }
    if (Records.kind(meta) == Records.INLINE) {
      long shape = records.shape(old);
      int room = Records.valuePart(shape) + Records.slack(shape);
      int slack = room - value.length();
      if (slack < 0 || slack > Math.min(Math.max(NARROW_SLACK, room / 4), Records.MOST_SLACK)) {
        return false;
      }
      int at = records.valueOffset(old);
      System.arraycopy(value.array(), value.offset(), records.array(old), at, value.length());
      reshape(old, value.length(), slack);
      return true;
    }
    if (Records.kind(meta) == Records.STRING_OUTSIDE) {
      Outside outside = records.outside(old);
      if (outside.bytes.length == value.length()) {
        System.arraycopy(value.array(), value.offset(), outside.bytes, 0, value.length());
        outside.length = value.length();
        return true;
      }
    }
    return false;
  }

  private void reshape(long place, int value, int slack) {
    long shape = records.shape(place);
    records.shape(place, Records.shape(Records.use(shape), slack, Records.keyPart(shape), value));
  }

  /** The index leads to the new record, and the old one is gone. */
  private void settle(long hash, long old, long made) {
    if (old == ABSENT) {
      entries.index.insert(hash, made);
      size++;
      return;
    }
    if (Records.has(records.meta(old), Records.TOMBSTONE)) {
      tombstones--;
      size++;
    }
    entries.index.move(hash, old, made);
    entries.freeOutside(old);
    entries.bury(old);
  }

  @Override
  public long resize(long place, int length) {
    long meta = records.meta(place);
    int flags = (int) meta & 0xFF | Records.EDITED;
    long made = place;
    if (Records.kind(meta) == Records.STRING_OUTSIDE) {
      resizeOutside(records.outside(place), length);
    } else {
      Checks.that(Records.kind(meta) == Records.INLINE, "only strings are resized");
      long shape = records.shape(place);
      int before = Records.valuePart(shape);
      int slack = before + Records.slack(shape) - length;
      if (slack < 0 || slack > Records.MOST_SLACK || length > Records.LONGEST_VALUE) {
        return enlarge(place, length, flags);
      }
      reshape(place, length, slack);
      if (length > before) {
        int at = records.valueOffset(place);
        Arrays.fill(records.array(place), at + before, at + length, (byte) 0);
      }
    }
    entries.arise(made, Records.deadline(meta), flags);
    stamp(made);
    return made;
  }

  /** Makes a new record for an edited string, with room for it to grow. */
  private long enlarge(long place, int length, int flags) {
    long hash = records.hash(place, ground.hasher);
    byte[] key = records.keyArray(place);
    int at = records.keyOffset(place);
    int keyLength = records.keyLength(place);
    int kept = Math.min(length, length(place));
    maker.following(hash, place);
    long made;
    if (length <= Records.LONGEST_VALUE) {
      int slack = Math.min(Records.MOST_SLACK, length / 2);
      made = maker.inline(key, at, keyLength, length, slack);
      int to = records.valueOffset(made);
      byte[] array = records.array(made);
      System.arraycopy(records.array(place), records.valueOffset(place), array, to, kept);
      Arrays.fill(array, to + kept, to + length, (byte) 0);
      entries.arise(made, deadline(place), flags);
    } else {
      Outside outside = new Outside();
      outside.bytes = new byte[roomFor(length)];
      outside.length = length;
      int from = records.valueOffset(place);
      System.arraycopy(records.array(place), from, outside.bytes, 0, kept);
      made = maker.outside(key, at, keyLength, outside);
      int kind = flags & ~Records.KIND | Records.STRING_OUTSIDE;
      entries.arise(made, deadline(place), kind);
    }
    settle(hash, place, made);
    return made;
  }

  private void resizeOutside(Outside outside, int length) {
    byte[] before = outside.bytes;
    int kept = Math.min(length, outside.length);
    if (length > before.length || length < before.length / 4) {
      outside.bytes = Arrays.copyOf(Arrays.copyOf(before, kept), roomFor(length));
    } else if (length > kept) {
      Arrays.fill(before, kept, length, (byte) 0);
    }
    outside.length = length;
    entries.outsides.account(outside);
  }

  /** As Redis does: twice of what is needed, from 1 MB on 1 MB more. */
  private static int roomFor(int length) {
    return (int) Math.min(Integer.MAX_VALUE - 16L, length + Math.min((long) length, LARGE_STEP));
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
    settle(hash, old, made);
    return made;
  }

  @Override
  public void touch(long place) {
    if (isOutside(place)) {
      entries.outsides.account(records.outside(place));
    }
    stamp(place);
  }

  @Override
  public void remove(long place) {
    long hash = records.hash(place, ground.hasher);
    if (ground.keepTombstones) {
      leaveTombstone(hash, place);
    } else {
      entries.freeOutside(place);
      entries.unlink(hash, place);
    }
    size--;
  }

  private void leaveTombstone(long hash, long place) {
    byte[] key = records.keyArray(place);
    int at = records.keyOffset(place);
    int length = records.keyLength(place);
    maker.following(hash, place);
    long made =
        length <= Records.LONGEST_KEY
            ? maker.inline(key, at, length, 0, 0)
            : maker.outside(key, at, length, new Outside());
    int kind = length <= Records.LONGEST_KEY ? Records.INLINE : Records.STRING_OUTSIDE;
    entries.arise(made, NO_DEADLINE, kind | Records.TOMBSTONE | Maker.keyFlag(length));
    entries.index.move(hash, place, made);
    entries.freeOutside(place);
    entries.bury(place);
    tombstones++;
  }

  @Override
  public long rename(long place, byte[] key, int offset, int length) {
    long hash = ground.hasher.hash(key, offset, length);
    long old = locate(key, offset, length, hash);
    long meta = records.meta(place);
    int flags = (int) meta & ~Records.KEY_OUTSIDE & 0xFF | Maker.keyFlag(length);
    maker.following(hash, place);
    long made;
    if (Records.kind(meta) == Records.INLINE && length <= Records.LONGEST_KEY) {
      int value = length(place);
      made = maker.inline(key, offset, length, value, 0);
      int to = records.valueOffset(made);
      System.arraycopy(records.array(place), offset(place), records.array(made), to, value);
    } else {
      Outside outside = new Outside();
      outside.datum = isOutside(place) ? records.outside(place).datum : null;
      if (outside.datum == null) {
        outside.length = length(place);
        outside.bytes =
            Arrays.copyOfRange(array(place), offset(place), offset(place) + outside.length);
        flags = flags & ~Records.KIND | Records.STRING_OUTSIDE;
      }
      made = maker.outside(key, offset, length, outside);
    }
    entries.arise(made, Records.deadline(meta), flags);
    remove(place);
    settle(hash, old, made);
    stamp(made);
    return made;
  }

  // The whole.

  @Override
  public int size() {
    return size;
  }

  /** How many removed keys have left their version behind. */
  int tombstones() {
    return tombstones;
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
    if (size == 0) {
      return ABSENT;
    }
    for (int i = 0; i < RANDOM_TRIES; i++) {
      long place = entries.index.random(ground.randomness);
      if (isLive(place)) {
        return place;
      }
    }
    long begin = ground.randomness.nextLong() >>> 16;
    found = ABSENT;
    for (long cursor = scanFor(begin); cursor != 0 && found == ABSENT; ) {
      cursor = scanFor(cursor);
    }
    for (long cursor = 0; found == ABSENT; ) {
      cursor = scanFor(cursor);
      if (cursor == 0) {
        break;
      }
    }
    return found;
  }

  private long scanFor(long cursor) {
    return scan(cursor, RANDOM_TRIES, place -> found = place);
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
    return isOutside(place) ? sum + records.outside(place).accounted : sum;
  }

  @Override
  public void clear() {
    entries.clear();
    size = 0;
    tombstones = 0;
  }

  /** The entry's deadline has passed. */
  void expire(long place) {
    long lateMs = ground.now - deadline(place);
    ground.watcher.expired(this, keyArray(place), keyOffset(place), keyLength(place), lateMs);
    ground.expired++;
    remove(place);
  }

  /** The entry gives way to others. */
  void leave(long place) {
    ground.watcher.evicted(this, keyArray(place), keyOffset(place), keyLength(place));
    ground.evicted++;
    remove(place);
  }
}
