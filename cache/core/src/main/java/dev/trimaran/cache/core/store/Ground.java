package dev.trimaran.cache.core.store;

import dev.trimaran.base.port.Randomness;
import dev.trimaran.cache.core.eviction.Ghosts;
import dev.trimaran.cache.core.eviction.Policy;
import dev.trimaran.cache.core.eviction.Use;
import dev.trimaran.cache.core.expiry.Wheel;
import dev.trimaran.cache.core.keyspace.Watcher;
import java.util.function.LongSupplier;

/** What all databases of a store stand on: memory, time, limit and counters. */
final class Ground {

  final Ledger ledger = new Ledger();
  final Wheel wheel = new Wheel(0);
  final Slabs slabs = new Slabs(ledger, wheel);
  final Hasher hasher;
  final Ghosts ghosts = new Ghosts();
  final Watcher watcher;
  final LongSupplier versions;
  final Randomness randomness;
  final boolean keepTombstones;
  long now;
  int clock;
  long maxBytes;
  Policy policy;
  int samples;
  long hits;
  long misses;
  long expired;
  long evicted;

  /** From how many bytes on the watcher is told of entries that grow. */
  long tellFrom = Long.MAX_VALUE;

  /** Whether the watcher is told of new entries. */
  boolean tellsCreated;

  /** Some log has cleaning to do. */
  boolean inDebt;

  /** Bytes of records that were made since room was made last. */
  long written;

  private long dice;

  Ground(StoreConfig config, Watcher watcher, LongSupplier versions, Randomness randomness) {
    this.watcher = watcher;
    this.versions = versions;
    this.randomness = randomness;
    hasher = new Hasher(randomness);
    dice = randomness.nextLong() | 1;
    keepTombstones = config.keepTombstones();
    maxBytes = config.maxBytes();
    policy = config.policy();
    samples = config.samples();
  }

  /** A cheap random number (Marsaglia's xorshift), for what happens at each lookup. */
  int roll() {
    dice ^= dice << 13;
    dice ^= dice >>> 7;
    dice ^= dice << 17;
    return (int) (dice >>> 32);
  }

  /** Sees to it that the page of that place is looked at once the deadline has passed. */
  void expect(long place, long deadlineMs) {
    int timer = slabs.of(place).timer(Records.offset(place));
    long due = deadlineMs + 1;
    if (due < wheel.due(timer)) {
      long before = wheel.bytes();
      wheel.arm(timer, due);
      ledger.add(wheel.bytes() - before);
    }
  }

  /** Whether S3-FIFO remembers the key of that hash as one that it let go too early. */
  boolean returns(long hash) {
    return policy.ranking() == Policy.Ranking.QUEUES && ghosts.remembers(hash);
  }

  /** The key of that hash was let go by S3-FIFO's small queue. */
  void remember(long hash) {
    long before = ghosts.bytes();
    ghosts.add(hash);
    ledger.add(ghosts.bytes() - before);
  }

  /** As many ghosts as there are entries. */
  void fitGhosts(long count) {
    long before = ghosts.bytes();
    ghosts.fit(count);
    ledger.add(ghosts.bytes() - before);
  }

  void forgetGhosts() {
    ledger.add(-ghosts.bytes());
    ghosts.clear();
  }

  /** What is held for all databases together: deadlines and ghosts. */
  long sharedBytes() {
    return wheel.bytes() + ghosts.bytes();
  }

  long usedBytes() {
    return ledger.bytes();
  }

  int freshUse() {
    return Use.fresh(policy.ranking(), clock);
  }

  /** The use-word of an entry that is used now. */
  int used(int use) {
    return Use.used(
        use, policy.ranking(), clock, policy.ranking() == Policy.Ranking.FREQUENCY ? roll() : 0);
  }
}
