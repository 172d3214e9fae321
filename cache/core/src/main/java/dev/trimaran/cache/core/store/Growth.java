package dev.trimaran.cache.core.store;

import dev.trimaran.cache.core.keyspace.Keyspace;

/**
 * Tells the watcher of entries that have become big: when they are as big as is asked for, and an
 * eighth bigger than when they were told of last.
 */
final class Growth {

  private final Ground ground;
  private final Keyspace owner;
  private final Records records;

  Growth(Ground ground, Keyspace owner, Records records) {
    this.ground = ground;
    this.owner = owner;
    this.records = records;
  }

  /** What lies outside was changed in place: it weighs something else, and is fresh. */
  void written(long place, Outsides outsides) {
    Outside outside = records.outside(place);
    outsides.account(outside);
    outside.softMs = -1;
    look(place);
  }

  /** An entry was made or changed; answers its place. */
  long look(long place) {
    if (!records.isInline(place)) {
      Outside outside = records.outside(place);
      long bytes = outside.accounted;
      if (bytes >= ground.tellFrom && bytes >= outside.tellFrom) {
        outside.tellFrom = bytes + bytes / 8;
        ground.watcher.grew(owner, place);
      }
    }
    return place;
  }
}
