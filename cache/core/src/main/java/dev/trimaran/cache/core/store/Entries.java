package dev.trimaran.cache.core.store;

/**
 * The records of a database, where they are kept: two logs, one of them for what S3-FIFO calls the
 * main queue, the index over both, and what lies outside. Here is what keeps them in step; what a
 * change means is told by {@link Database}.
 */
final class Entries {

  final Records records;
  final Outsides outsides;
  final Index index;
  final Log small;
  final Log main;
  final Walk smallWalk;
  final Walk mainWalk;
  private final Cleaner smallCleaner;
  private final Cleaner mainCleaner;
  private final Ground ground;
  private int volatileCount;
  private long lifetimes;

  Entries(Ground ground, Database owner) {
    this.ground = ground;
    outsides = new Outsides(ground.ledger);
    records = new Records(ground.slabs, outsides);
    index = new Index(records, ground.hasher, ground.ledger);
    small = new Log(ground, owner);
    main = new Log(ground, owner);
    smallCleaner = new Cleaner(small, this);
    mainCleaner = new Cleaner(main, this);
    smallWalk = new Walk(small, this);
    mainWalk = new Walk(main, this);
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
  void bury(long place) {
    account(records.meta(place), -1);
    records.meta(place, 0);
    ground.slabs.of(place).log.bury(place, Records.size(records.shape(place)));
  }

  /** Appends a record of that size anew and leads the index there. */
  long move(long place, int size, Log to) {
    long hash = records.hash(place, ground.hasher);
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

  /** Removes an entry from the index and its record. */
  void unlink(long hash, long place) {
    index.remove(hash, place);
    bury(place);
  }

  void freeOutside(long place) {
    int kind = Records.kind(records.meta(place));
    if (kind == Records.STRING_OUTSIDE || kind == Records.DATUM) {
      outsides.remove(records.handle(place));
    }
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
