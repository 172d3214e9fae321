package dev.trimaran.cache.core.store;

import dev.trimaran.base.Checks;
import dev.trimaran.base.port.Randomness;
import dev.trimaran.cache.core.eviction.Policy;
import dev.trimaran.cache.core.eviction.Use;
import dev.trimaran.cache.core.keyspace.Databases;
import dev.trimaran.cache.core.keyspace.Keyspace;
import dev.trimaran.cache.core.keyspace.Watcher;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The store of a node: numbered databases that share memory, time and a limit; for one writer.
 *
 * <p>What moves records that nobody asked to move (cleaning, eviction) happens in {@link #now},
 * {@link #makeRoom} and {@link #expire} only.
 */
public final class Store implements Databases {

  /** How much of the logs is walked over, at most, each time that something is to be cleaned. */
  private static final int CLEANING_STEP = 16 << 10;

  private final Ground ground;
  private final @Nullable Database[] databases;
  private final Evictor evictor;
  private final Expirer expirer;
  private boolean expiresByItself = true;

  /**
   * An empty store that stands at time 0.
   *
   * @param versions the stamp of each change, greater each time
   */
  public Store(StoreConfig config, Watcher watcher, LongSupplier versions, Randomness randomness) {
    ground = new Ground(config, watcher, versions, randomness);
    databases = new Database[config.databases()];
    evictor = new Evictor(ground, databases);
    expirer = new Expirer(ground);
  }

  Ground ground() {
    return ground;
  }

  @Override
  public int count() {
    return databases.length;
  }

  @Override
  public Keyspace database(int number) {
    return made(number);
  }

  @Override
  public void swap(int one, int other) {
    Database first = made(one);
    Database second = made(other);
    first.number(other);
    second.number(one);
    databases[one] = second;
    databases[other] = first;
    evictor.forget();
  }

  private Database made(int number) {
    Database database = databases[number];
    if (database == null) {
      database = new Database(ground, number);
      databases[number] = database;
    }
    return database;
  }

  @Override
  public void now(long nowMs) {
    if (nowMs < ground.wheel.time()) {
      ground.wheel.rewind(nowMs);
    }
    ground.now = nowMs;
    ground.clock = Use.clock(nowMs);
    if (ground.inDebt) {
      ground.inDebt = false;
      for (Database database : databases) {
        if (database != null) {
          database.entries().clean(CLEANING_STEP);
        }
      }
    }
  }

  @Override
  public long now() {
    return ground.now;
  }

  @Override
  public long usedBytes() {
    return ground.usedBytes();
  }

  @Override
  public long peakBytes() {
    return ground.ledger.peak();
  }

  @Override
  public long overheadBytes() {
    long sum = ground.sharedBytes();
    for (Database database : databases) {
      sum += database == null ? 0 : database.entries().index.bytes();
    }
    return sum;
  }

  @Override
  public long maxBytes() {
    return ground.maxBytes;
  }

  /** Sets the limit; 0 is none. */
  @Override
  public void maxBytes(long bytes) {
    Checks.argument(bytes >= 0, "maxBytes: 0 for none or more, not " + bytes);
    ground.maxBytes = bytes;
  }

  @Override
  public Policy policy() {
    return ground.policy;
  }

  /** Sets who gives way at the limit; what has been noted of the use of entries is kept. */
  @Override
  public void policy(Policy policy) {
    ground.policy = policy;
    evictor.forget();
    if (policy.ranking() != Policy.Ranking.QUEUES) {
      ground.forgetGhosts();
    }
  }

  @Override
  public int samples() {
    return ground.samples;
  }

  /** Sets how many entries are looked at for each that is evicted, 1 to 64. */
  @Override
  public void samples(int samples) {
    Checks.argument(samples >= 1 && samples <= 64, "samples: 1 to 64, not " + samples);
    ground.samples = samples;
  }

  @Override
  public void tellFrom(long bytes) {
    ground.tellFrom = bytes;
  }

  @Override
  public boolean makeRoom() {
    return evictor.makeRoom();
  }

  @Override
  public int expire(int limit) {
    return expiresByItself ? expirer.run(limit) : 0;
  }

  @Override
  public long nextDeadline() {
    return expiresByItself ? expirer.nextDeadline() : Keyspace.NO_DEADLINE;
  }

  @Override
  public void expiresByItself(boolean is) {
    expiresByItself = is;
  }

  /**
   * Forgets the tombstones among some entries of a database that are older than a version.
   *
   * @param cursor 0 to begin
   * @return the next cursor, 0 at the end
   */
  public long purge(int database, long cursor, int count, long version) {
    return made(database).entries().purge(cursor, count, version);
  }

  /** Lookups to read that found their key. */
  @Override
  public long hits() {
    return ground.hits;
  }

  /** Lookups to read that did not. */
  @Override
  public long misses() {
    return ground.misses;
  }

  /** Keys removed since their deadline had passed. */
  @Override
  public long expired() {
    return ground.expired;
  }

  /** Keys that gave way to others. */
  @Override
  public long evicted() {
    return ground.evicted;
  }

  /** Sets the four counters above to 0 ({@code CONFIG RESETSTAT}). */
  @Override
  public void resetCounters() {
    ground.hits = 0;
    ground.misses = 0;
    ground.expired = 0;
    ground.evicted = 0;
  }
}
