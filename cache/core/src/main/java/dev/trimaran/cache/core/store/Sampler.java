package dev.trimaran.cache.core.store;

import dev.trimaran.base.InvariantViolation;
import dev.trimaran.cache.core.eviction.Candidates;
import dev.trimaran.cache.core.eviction.Policy;
import dev.trimaran.cache.core.eviction.Use;
import dev.trimaran.cache.core.keyspace.Keyspace;
import org.jspecify.annotations.Nullable;

/** Chooses who gives way by looking at some entries, drawn at random, or soonest to expire. */
final class Sampler {

  /** Where fewer than one in so many entries is volatile, these are drawn from the wheel. */
  private static final int RARE = 16;

  private static final int TRIES = 8 * RARE;

  private final Ground ground;
  private final @Nullable Database[] databases;
  private final Pages pages;
  private final Candidates candidates = new Candidates();

  Sampler(Ground ground, @Nullable Database[] databases) {
    this.ground = ground;
    this.databases = databases;
    pages = new Pages(ground);
  }

  /** What was seen under another policy, or of databases that were exchanged, is void. */
  void forget() {
    candidates.clear();
  }

  /** Evicts one entry; answers its bytes, 0 where there is none to evict. */
  long take() {
    return switch (ground.policy.ranking()) {
      case NONE, QUEUES -> 0;
      case CHANCE -> leave(draw());
      case DEADLINE -> leave(pages.soonest());
      case RECENCY, FREQUENCY -> takeBest();
    };
  }

  private long takeBest() {
    for (int i = 0; i < ground.samples; i++) {
      long place = draw();
      if (place == Keyspace.ABSENT) {
        return 0;
      }
      Database database = ground.slabs.of(place).log.owner;
      long hash = database.entries().records.hash(place, ground.hasher);
      candidates.offer(hash, database.number(), rank(database, place));
    }
    while (candidates.take()) {
      Database database = databases[candidates.database()];
      if (database != null) {
        long place = database.entries().index.findByHash(candidates.hash());
        boolean there = place != Keyspace.ABSENT && eligible(database, place);
        if (there && rank(database, place) >= candidates.rank()) {
          return leave(place);
        }
      }
    }
    return leave(draw());
  }

  private long leave(long place) {
    if (place == Keyspace.ABSENT) {
      return 0;
    }
    Database database = ground.slabs.of(place).log.owner;
    long bytes = database.bytes(place);
    database.leave(place);
    return bytes;
  }

  /** The higher, the sooner it goes. */
  private long rank(Database database, long place) {
    if (ground.policy.ranking() == Policy.Ranking.FREQUENCY) {
      return Use.NEW_FREQUENCY - database.frequency(place);
    }
    return database.idleSeconds(place);
  }

  private boolean eligible(Database database, long place) {
    return !database.isTombstone(place)
        && (!ground.policy.volatileOnly() || database.deadline(place) != Keyspace.NO_DEADLINE);
  }

  /** An eligible entry, or {@link Keyspace#ABSENT}. */
  private long draw() {
    long all = 0;
    long some = 0;
    for (Database database : databases) {
      if (database != null) {
        all += database.entries().index.entries();
        some += ground.policy.volatileOnly() ? database.volatileSize() : database.size();
      }
    }
    if (some == 0) {
      return Keyspace.ABSENT;
    }
    for (int i = 0; i < TRIES && some > all / RARE; i++) {
      Database database = choose(Math.floorMod(ground.randomness.nextLong(), all));
      long place = database.entries().index.random(ground.randomness);
      if (eligible(database, place)) {
        return place;
      }
    }
    return ground.policy.volatileOnly() ? pages.any() : anyLive();
  }

  private Database choose(long entry) {
    long left = entry;
    Database last = null;
    for (Database database : databases) {
      if (database != null && database.entries().index.entries() > 0) {
        last = database;
        left -= database.entries().index.entries();
        if (left < 0) {
          break;
        }
      }
    }
    if (last == null) {
      throw new InvariantViolation("one of the databases has entries");
    }
    return last;
  }

  /** Nearly all entries are tombstones. */
  private long anyLive() {
    for (Database database : databases) {
      long place = database == null ? Keyspace.ABSENT : database.randomPlace();
      if (place != Keyspace.ABSENT) {
        return place;
      }
    }
    return Keyspace.ABSENT;
  }
}
