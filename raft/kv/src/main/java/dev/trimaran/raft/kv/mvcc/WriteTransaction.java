package dev.trimaran.raft.kv.mvcc;

import dev.trimaran.raft.kv.mvcc.Version.Lineage;
import dev.trimaran.raft.kv.mvcc.Version.Revision;
import org.jspecify.annotations.Nullable;

/** The changes of one revision, in order. Without a change the revision is not used up. */
public final class WriteTransaction implements AutoCloseable {

  private final MvccStore store;
  private final long main;
  private int changes;

  WriteTransaction(MvccStore store, long main) {
    this.store = store;
    this.main = main;
  }

  /** The revision a read inside sees, and its reply tells: with a change, the transaction's own. */
  public long revision() {
    return changes == 0 ? main - 1 : main;
  }

  /** The revision its changes get. */
  public long writeRevision() {
    return main;
  }

  /** The live version of a key as seen inside, or null. */
  public @Nullable Version get(byte[] key) {
    Version newest = store.newest(key);
    return newest == null || newest.tombstone() ? null : newest;
  }

  public void put(byte[] key, byte[] value, long lease) {
    Version before = store.newest(key);
    Lineage lineage =
        before == null || before.tombstone()
            ? new Lineage(main, 1, lease)
            : new Lineage(before.createRevision(), before.count() + 1, lease);
    byte[] shared = before == null ? key : before.key();
    store.add(new Version(shared, value, new Revision(main, changes++), lineage, before));
  }

  /** Deletes a key that {@link #get} finds. */
  public void delete(Version live) {
    var at = new Revision(main, changes++);
    store.add(new Version(live.key(), null, at, Lineage.TOMBSTONE, live));
  }

  @Override
  public void close() {
    if (changes > 0) {
      store.ended(main);
    }
  }
}
