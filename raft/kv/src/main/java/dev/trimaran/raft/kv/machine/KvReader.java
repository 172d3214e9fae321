package dev.trimaran.raft.kv.machine;

import dev.trimaran.raft.client.etcd.AlarmMember;
import dev.trimaran.raft.client.etcd.AlarmType;
import dev.trimaran.raft.client.etcd.Member;
import dev.trimaran.raft.client.etcd.RangeRequest;
import dev.trimaran.raft.client.etcd.TxnRequest;
import dev.trimaran.raft.kv.lease.LeaseTable;
import dev.trimaran.raft.kv.model.KvError;
import dev.trimaran.raft.kv.mvcc.MvccStore;
import dev.trimaran.raft.kv.mvcc.Version;
import dev.trimaran.raft.kv.txn.Ranges;
import dev.trimaran.raft.kv.txn.Writes;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Reads of the applied state, for any thread; a refusal is a result, never an exception. */
public final class KvReader {

  private final MvccStore store;
  private final LeaseTable leases;
  private final Registry registry;
  private final KvLimits limits;

  KvReader(MvccStore store, LeaseTable leases, Registry registry, KvLimits limits) {
    this.store = store;
    this.leases = leases;
    this.registry = registry;
    this.limits = limits;
  }

  public long revision() {
    return store.revision();
  }

  public long compactedRevision() {
    return store.compactedRevision();
  }

  public long sizeBytes() {
    return store.sizeBytes();
  }

  /** A range, with all its options; the result's response is a {@code RangeResponse}. */
  public KvResult range(RangeRequest request) {
    return store.read(now -> {
      KvError refusal = Ranges.refusal(store, request, now);
      return refusal != null
          ? new KvResult((byte) 0, now, null, refusal)
          : new KvResult((byte) 0, now, Ranges.read(store, request, now).build(), null);
    });
  }

  /** A transaction without writes; the result's response is a {@code TxnResponse}. */
  public KvResult readTxn(TxnRequest request) {
    return store.read(now -> {
      var outcome = Writes.readTxn(store, request, now);
      return new KvResult(KvCommand.TXN, now, outcome.response(), outcome.error());
    });
  }

  /** Why a compaction at {@code revision} would be refused, or null. */
  public @Nullable KvError compactRefusal(long revision) {
    return compactRefusal(revision, store.revision());
  }

  @Nullable KvError compactRefusal(long revision, long now) {
    if (revision <= store.compactedRevision()) {
      return KvError.COMPACTED;
    }
    return revision > now ? KvError.FUTURE_REVISION : null;
  }

  /**
   * A hash of all that can be seen at a revision.
   *
   * @param hash meaningful without an error
   */
  public record Hash(int hash, long revision, long compactRevision, @Nullable KvError error) {}

  /**
   * Hashes the versions up to {@code revision} (0 for now): equal on all nodes at equal revisions
   * and equal compaction, whatever was freed when.
   */
  public Hash hashKv(long revision) {
    return store.read(now -> {
      long compacted = store.compactedRevision();
      if (revision > now) {
        return new Hash(0, now, compacted, KvError.FUTURE_REVISION);
      }
      if (revision > 0 && revision < compacted) {
        return new Hash(0, now, compacted, KvError.COMPACTED);
      }
      var hashing = new Hashing(revision == 0 ? now : revision, compacted);
      store.scanNewest(hashing);
      return new Hash((int) hashing.crc.getValue(), now, compacted, null);
    });
  }

  private static final class Hashing implements MvccStore.Visitor {

    private final CRC32C crc = new CRC32C();
    private final ByteBuffer numbers = ByteBuffer.allocate(36);
    private final long upTo;
    private final long compacted;

    Hashing(long upTo, long compacted) {
      this.upTo = upTo;
      this.compacted = compacted;
    }

    @Override
    public boolean visit(Version newest) {
      for (Version v = newest; v != null; v = v.previous()) {
        boolean old = v.modRevision() <= compacted;
        if (v.modRevision() <= upTo && !(old && v.tombstone())) {
          add(v);
        }
        if (old) {
          break;
        }
      }
      return true;
    }

    private void add(Version v) {
      numbers
          .clear()
          .putLong(v.modRevision())
          .putInt(v.sub())
          .putLong(v.createRevision())
          .putLong(v.count())
          .putLong(v.lease());
      crc.update(numbers.array());
      crc.update(v.key());
      byte[] value = v.value();
      if (value != null) {
        crc.update(value);
      }
    }
  }

  // ---- leases, members, alarms

  /** The lease, or null when unknown. */
  public LeaseTable.@Nullable Lease lease(long id) {
    return leases.get(id);
  }

  /** All leases, by id. */
  public List<LeaseTable.Lease> leases() {
    return leases.all();
  }

  /** The keys on a lease, sorted. */
  public List<byte[]> leaseKeys(long id) {
    return leases.keys(id);
  }

  /** What members published of themselves, by id. */
  public List<Member> members() {
    return registry.members();
  }

  public List<AlarmMember> alarms() {
    return registry.alarms();
  }

  /** Whether writes are refused because somebody ran out of space. */
  public boolean noSpace() {
    return registry.alarms().stream().anyMatch(alarm -> alarm.getAlarm() == AlarmType.NOSPACE);
  }

  /** Whether {@code bytes} more would go over the quota. */
  public boolean overQuota(long bytes) {
    return store.sizeBytes() + bytes > limits.quotaBytes();
  }
}
