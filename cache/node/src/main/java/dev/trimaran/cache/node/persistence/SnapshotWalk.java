package dev.trimaran.cache.node.persistence;

import dev.trimaran.cache.core.keyspace.Access;
import dev.trimaran.cache.core.keyspace.Databases;
import dev.trimaran.cache.core.keyspace.Keyspace;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;

/**
 * Writes the state of one moment while the cache goes on changing. An entry whose stamp is not
 * newer than that moment is as it was: it is written by the walk when the walk meets it, or by
 * whoever is about to change it, before the change. Both may happen, in any order, which says the
 * same twice. An entry that was created or changed since is not written: the log has it.
 *
 * <p>Why not a copy of the process, as Redis makes by {@code fork}: a JVM cannot. Why not the state
 * as the walk finds it: the log goes on from one moment, and what it repeats ({@code INCR}) must
 * meet the state of that moment.
 */
final class SnapshotWalk {

  private static final int ENTRIES = 64;

  /** Larger entries are remembered, so that one that is often threatened is written once. */
  private static final long LARGE_BYTES = 4096;

  private final Source source;
  private final SnapshotFile file;
  private final long moment;
  private final Set<ByteBuffer> large = new HashSet<>();
  private int database;
  private long cursor;
  private long entries;
  private final long all;

  /** The state to write is that of now. */
  SnapshotWalk(Source source, SnapshotFile file) {
    this.source = source;
    this.file = file;
    this.moment = source.version();
    long keys = 0;
    for (int i = 0; i < source.databases().count(); i++) {
      keys += source.databases().database(i).size();
    }
    all = keys;
  }

  Progress progress() {
    return new Progress(entries, all);
  }

  /**
   * Goes on for some entries.
   *
   * @return whether there are more
   */
  boolean step() {
    Databases databases = source.databases();
    if (database == databases.count()) {
      return false;
    }
    Keyspace keys = databases.database(database);
    cursor = keys.scan(cursor, ENTRIES, place -> write(keys, place));
    if (cursor == 0) {
      database++;
    }
    return database < databases.count();
  }

  /** An entry is about to be changed, perhaps. */
  void threatened(Keyspace keys, byte[] key, int offset, int length) {
    long place = keys.find(key, offset, length, Access.PEEK);
    if (place == Keyspace.ABSENT || keys.version(place) > moment) {
      return;
    }
    if (keys.bytes(place) > LARGE_BYTES && !large.add(named(keys, key, offset, length))) {
      return;
    }
    write(keys, place);
  }

  private static ByteBuffer named(Keyspace keys, byte[] key, int offset, int length) {
    ByteBuffer name = ByteBuffer.allocate(Integer.BYTES + length);
    return name.putInt(keys.number()).put(key, offset, length).flip();
  }

  private void write(Keyspace keys, long place) {
    if (keys.version(place) <= moment) {
      source.describe(keys, place, file.batch());
      file.cut();
      entries++;
    }
  }
}
