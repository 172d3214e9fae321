package dev.trimaran.cache.core.store;

import dev.trimaran.cache.core.eviction.Use;
import dev.trimaran.cache.core.keyspace.Keyspace;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the limit. Memory is given back by slabs, so that one eviction gives back none: the evictor
 * begins two slabs before the limit and evicts about as much as has been written since, so that no
 * single call has to empty a whole slab; what the limit demands beyond that it does at once.
 */
final class Evictor {

  /** What passing a record costs, beside the bytes it gives back. */
  private static final int STEP = 16;

  private static final int MOST_AT_ONCE = 64 << 10;
  private static final int WALK = 64 << 10;

  /** How many records in a row may be spared for their uses: then one goes all the same. */
  private static final int MOST_SPARED = 256;

  private final Ground ground;
  private final @Nullable Database[] databases;
  private final Sampler sampler;
  private int spared;

  /** Bytes given back by the last step. */
  private long released;

  Evictor(Ground ground, @Nullable Database[] databases) {
    this.ground = ground;
    this.databases = databases;
    sampler = new Sampler(ground, databases);
  }

  /** What was seen of entries so far is void. */
  void forget() {
    sampler.forget();
  }

  boolean makeRoom() {
    long most = ground.maxBytes;
    long soft = most - 2L * Slab.footprint(ground.slabs.nextLength(most, 0));
    if (most == 0 || ground.usedBytes() <= soft) {
      ground.written = 0;
      return true;
    }
    ground.slabs.releaseSpare();
    long goal = Math.min(ground.written + ground.written / 4, MOST_AT_ONCE);
    ground.written = 0;
    while (goal > 0 && ground.usedBytes() > soft && evict()) {
      goal -= released + STEP;
    }
    while (ground.usedBytes() > most) {
      if (!ground.slabs.releaseSpare() && !reclaim() && !evict()) {
        return ground.usedBytes() <= most;
      }
    }
    return true;
  }

  private boolean reclaim() {
    boolean any = false;
    for (Database database : databases) {
      any |= database != null && database.entries().reclaim(WALK);
    }
    return any;
  }

  /** Evicts an entry, or spares one; answers whether there was any to choose. */
  private boolean evict() {
    released = 0;
    return switch (ground.policy.ranking()) {
      case NONE -> false;
      case QUEUES -> takeFromQueues();
      case RECENCY, FREQUENCY, CHANCE, DEADLINE -> {
        released = sampler.take();
        yield released > 0;
      }
    };
  }

  // S3-FIFO.

  private boolean takeFromQueues() {
    ground.fitGhosts(count());
    Database drawn = drawByBytes();
    if (drawn != null && takeFromQueues(drawn)) {
      return true;
    }
    for (Database database : databases) {
      if (database != null && database != drawn && takeFromQueues(database)) {
        return true;
      }
    }
    return false;
  }

  private boolean takeFromQueues(Database database) {
    if (database.size() == 0) {
      return false;
    }
    Entries entries = database.entries();
    long small = entries.small.bytes();
    boolean fromSmall = small > (small + entries.main.bytes()) / 10;
    if (fromSmall || entries.main.bytes() == 0) {
      long place = entries.smallWalk.next();
      if (place != Keyspace.ABSENT) {
        takeFromSmall(database, place);
        entries.smallWalk.taken();
        return true;
      }
    }
    long place = entries.mainWalk.next();
    if (place == Keyspace.ABSENT) {
      return false;
    }
    takeFromMain(database, place);
    entries.mainWalk.taken();
    return true;
  }

  private void takeFromSmall(Database database, long place) {
    Entries entries = database.entries();
    long shape = entries.records.shape(place);
    if (Use.counter(Records.use(shape)) > 1 && spare()) {
      promote(entries, place, shape, 0);
      return;
    }
    if (!database.isTombstone(place)) {
      ground.remember(entries.records.hash(place, ground.hasher));
    }
    take(database, place, shape);
  }

  private void takeFromMain(Database database, long place) {
    long shape = database.entries().records.shape(place);
    int counter = Use.counter(Records.use(shape));
    if (counter > 0 && spare()) {
      promote(database.entries(), place, shape, Math.min(counter, Use.QUEUE_MOST) - 1);
    } else {
      take(database, place, shape);
    }
  }

  private boolean spare() {
    return ++spared <= MOST_SPARED;
  }

  private void promote(Entries entries, long place, long shape, int counter) {
    int clock = Use.clockOf(Records.use(shape));
    entries.records.shape(place, Records.withUse(shape, Use.of(counter, clock)));
    entries.move(place, Records.size(shape), entries.main);
  }

  private void take(Database database, long place, long shape) {
    spared = 0;
    released += database.bytes(place);
    if (database.isTombstone(place)) {
      database.entries().move(place, Records.size(shape), database.entries().main);
    } else {
      database.leave(place);
    }
  }

  // Which database.

  private long count() {
    long sum = 0;
    for (Database database : databases) {
      sum += database == null ? 0 : database.entries().index.entries();
    }
    return sum;
  }

  private @Nullable Database drawByBytes() {
    long sum = 0;
    for (Database database : databases) {
      sum += database == null ? 0 : database.entries().bytes();
    }
    if (sum == 0) {
      return null;
    }
    long at = Math.floorMod(ground.randomness.nextLong(), sum);
    for (Database database : databases) {
      at -= database == null ? 0 : database.entries().bytes();
      if (database != null && at < 0) {
        return database;
      }
    }
    return null;
  }
}
