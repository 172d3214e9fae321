package dev.trimaran.cache.core.store;

import dev.trimaran.cache.core.keyspace.Keyspace;

/** Draws live entries of a database, evenly at random. */
final class Lot {

  private static final int TRIES = 64;

  private final Ground ground;
  private final Database of;
  private long found;

  Lot(Ground ground, Database of) {
    this.ground = ground;
    this.of = of;
  }

  /** The place of one, or {@link Keyspace#ABSENT} where there is none. */
  long draw() {
    if (of.size() == 0) {
      return Keyspace.ABSENT;
    }
    for (int i = 0; i < TRIES; i++) {
      long place = of.entries().index.random(ground.randomness);
      if (of.isLive(place)) {
        return place;
      }
    }
    return anyFrom(ground.randomness.nextLong() >>> 16);
  }

  /** Some live entry at a cursor or after it, or else before it; nearly all have expired. */
  private long anyFrom(long begin) {
    found = Keyspace.ABSENT;
    long cursor = begin;
    boolean wrapped = false;
    while (found == Keyspace.ABSENT && !(wrapped && Long.compareUnsigned(cursor, begin) >= 0)) {
      cursor = of.scan(cursor, TRIES, place -> found = place);
      if (cursor == 0) {
        if (wrapped) {
          break;
        }
        wrapped = true;
      }
    }
    return found;
  }
}
