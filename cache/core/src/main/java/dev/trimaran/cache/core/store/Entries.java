package dev.trimaran.cache.core.store;

import dev.trimaran.cache.core.keyspace.Keyspace;

/**
 * The records of a database, where they are kept: two logs, one of them for what S3-FIFO calls the
 * main queue, the index over both, and what lies outside. Here is what keeps them in step; what a
 * change means is told by {@link Database}.
 */
final class Entries {

  private static final int MOST_PURGED = 256;

  final Records records;
  final Outsides outsides;
  final Index index;
  final Prefetch prefetch;
  final Log small;
  final Log main;
  final Walk smallWalk;
  final Walk mainWalk;
  private final Cleaner smallCleaner;
  private final Cleaner mainCleaner;
  private final Ground ground;
  private final Database owner;
  private int volatileCount;
  private int tombstones;
  private long lifetimes;
  private final long[] purge = new long[MOST_PURGED];
  private int purged;

  Entries(Ground ground, Database owner) {
    this.ground = ground;
    this.owner = owner;
    outsides = new Outsides(ground.ledger);
    records = new Records(ground.slabs, outsides);
    index = new Index(records, ground.hasher, ground.ledger);
    prefetch = new Prefetch(index, records, ground.hasher);
    small = new Log(ground, owner);
    main = new Log(ground, owner);
    smallCleaner = new Cleaner(ground, small, this);
    mainCleaner = new Cleaner(ground, main, this);
    smallWalk = new Walk(small, this);
    mainWalk = new Walk(main, this);
  }

  /** How many keys there are. */
  int size() {
    return (int) index.entries() - tombstones;
  }

  /** How many keys that are gone have left their version behind. */
  int tombstones() {
    return tombstones;
  }

  int volatileCount() {
    return volatileCount;
  }

  /** The sum of all deadlines, in units of 1,024 ms. */
  long lifetimes() {
    return lifetimes;
  }

  /** Room for a record; its version and shape are set, it is dead until {@link #arise}. */
  long allocate(Log log, int keyPart, int valuePart, int slack, int use) {
    long shape = Records.shape(use, slack, keyPart, valuePart);
    long place = log.reserve(Records.size(shape));
    ground.written += Records.size(shape);
    records.shape(place, shape);
    records.meta(place, 0);
    records.version(place, ground.versions.getAsLong());
    return place;
  }

  /** The record lives, or lives on, with these flags until the deadline. */
  void arise(long place, long deadlineMs, int flags) {
    account(records.meta(place), -1);
    long meta = Records.metaOf(deadlineMs, flags);
    records.meta(place, meta);
    account(meta, 1);
    if (Records.deadline(meta) >= 0) {
      ground.expect(place, Records.deadline(meta));
    }
  }

  /** The record is dead; what lies outside is not touched. */
  private void bury(long place) {
    account(records.meta(place), -1);
    records.meta(place, 0);
    ground.slabs.of(place).log.bury(place, Records.size(records.shape(place)));
  }

  /** Appends a record of that size anew and leads the index there. */
  long move(long place, int size, Log to) {
    return move(records.hash(place, ground.hasher), place, size, to);
  }

  /** As above, for whoever knows the hash of the key. */
  long move(long hash, long place, int size, Log to) {
    long made = to.reserve(size);
    System.arraycopy(
        records.array(place),
        Records.offset(place),
        records.array(made),
        Records.offset(made),
        size);
    index.move(hash, place, made);
    long deadline = Records.deadline(records.meta(place));
    records.meta(place, 0);
    ground.slabs.of(place).log.bury(place, size);
    if (deadline >= 0) {
      ground.expect(made, deadline);
    }
    return made;
  }

  void stamp(long place) {
    records.version(place, ground.versions.getAsLong());
  }

  /** The entry is used once more. */
  void use(long place) {
    long shape = records.shape(place);
    int before = Records.use(shape);
    int after = ground.used(before);
    if (after != before) {
      records.shape(place, Records.withUse(shape, after));
    }
  }

  /** The index leads to the new record of a live entry; the old one, if there is any, is gone. */
  void settle(long hash, long old, long made) {
    if (old == Keyspace.ABSENT) {
      index.insert(hash, made);
      ground.watcher.created(owner, made);
    } else {
      if (isTombstone(old)) {
        tombstones--;
        ground.watcher.created(owner, made);
      }
      index.move(hash, old, made);
      free(old);
    }
  }

  /** The index leads to a tombstone instead of a live entry. */
  void replace(long hash, long old, long tombstone) {
    index.move(hash, old, tombstone);
    free(old);
    tombstones++;
  }

  /** Removes a live entry, or a tombstone. */
  void remove(long hash, long place) {
    if (isTombstone(place)) {
      tombstones--;
    }
    index.remove(hash, place);
    free(place);
  }

  private boolean isTombstone(long place) {
    return Records.has(records.meta(place), Records.TOMBSTONE);
  }

  private void free(long place) {
    if (!records.isInline(place)) {
      outsides.remove(records.handle(place));
    }
    bury(place);
  }

  /**
   * Forgets the tombstones among some entries that are older than a version; goes as {@link
   * Index#scan} does.
   */
  long purge(long cursor, int count, long version) {
    purged = 0;
    long next =
        index.scan(
            cursor,
            Math.min(count, MOST_PURGED),
            place -> {
              if (isTombstone(place) && records.version(place) < version && purged < MOST_PURGED) {
                purge[purged++] = place;
              }
            });
    for (int i = 0; i < purged; i++) {
      remove(records.hash(purge[i], ground.hasher), purge[i]);
    }
    return next;
  }

  /** Pays off some of the debt of cleaning: walks over so many bytes of each log at most. */
  void clean(int most) {
    smallCleaner.run(small.due(most));
    mainCleaner.run(main.due(most));
  }

  /** Cleans whatever wasteful there is, so many bytes; answers whether there was any. */
  boolean reclaim(int walk) {
    return smallCleaner.run(walk) | mainCleaner.run(walk);
  }

  void clear() {
    small.clear();
    main.clear();
    smallCleaner.reset();
    mainCleaner.reset();
    smallWalk.reset();
    mainWalk.reset();
    index.clear();
    outsides.clear();
    volatileCount = 0;
    tombstones = 0;
    lifetimes = 0;
  }

  long bytes() {
    return small.bytes() + main.bytes();
  }

  private void account(long meta, int sign) {
    long deadline = Records.deadline(meta);
    if (Records.kind(meta) != 0 && deadline >= 0) {
      volatileCount += sign;
      lifetimes += sign * (deadline >> 10);
    }
  }
}
