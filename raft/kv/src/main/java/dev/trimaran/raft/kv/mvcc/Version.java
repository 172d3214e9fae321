package dev.trimaran.raft.kv.mvcc;

import org.jspecify.annotations.Nullable;

/** One version of one key; a tombstone has no value. Immutable but for the cut of compaction. */
public final class Version {

  private final byte[] key;
  private final byte @Nullable [] value;
  private final long main;
  private final int sub;
  private final long create;
  private final long count;
  private final long lease;
  private volatile @Nullable Version previous;

  Version(
      byte[] key, byte @Nullable [] value, Revision at, Lineage lineage, @Nullable Version before) {
    this.key = key;
    this.value = value;
    this.main = at.main();
    this.sub = at.sub();
    this.create = lineage.create();
    this.count = lineage.count();
    this.lease = lineage.lease();
    this.previous = before;
  }

  public byte[] key() {
    return key;
  }

  /** The value; null for a tombstone. Not to be changed. */
  public byte @Nullable [] value() {
    return value;
  }

  public boolean tombstone() {
    return value == null;
  }

  /** The revision that made it. */
  public long modRevision() {
    return main;
  }

  /** Its place among the changes of that revision. */
  public int sub() {
    return sub;
  }

  /** The revision that brought the key into being; 0 for a tombstone. */
  public long createRevision() {
    return create;
  }

  /** Changes since creation, from 1; 0 for a tombstone. */
  public long count() {
    return count;
  }

  /** The lease it hangs on, or 0. */
  public long lease() {
    return lease;
  }

  /** The version before it, unless compacted. */
  public @Nullable Version previous() {
    return previous;
  }

  /** Compaction: what is older is gone. */
  void cut() {
    previous = null;
  }

  /** Bytes that count towards the quota. */
  long bytes() {
    return (long) key.length + (value == null ? 0 : value.length) + OVERHEAD;
  }

  private static final int OVERHEAD = 96;

  /** The newest version not after {@code revision}, tombstones included. */
  static @Nullable Version atOrBefore(@Nullable Version newest, long revision) {
    Version version = newest;
    while (version != null && version.main > revision) {
      version = version.previous;
    }
    return version;
  }

  /** A revision: main numbers the transaction, sub the change in it. */
  record Revision(long main, int sub) {}

  /** What a version carries on from those before it. */
  record Lineage(long create, long count, long lease) {

    static final Lineage TOMBSTONE = new Lineage(0, 0, 0);
  }
}
