package dev.trimaran.raft.kv.machine;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import dev.trimaran.base.InvariantViolation;
import dev.trimaran.raft.client.etcd.AlarmRequest;
import dev.trimaran.raft.client.etcd.AlarmResponse;
import dev.trimaran.raft.client.etcd.CompactionRequest;
import dev.trimaran.raft.client.etcd.CompactionResponse;
import dev.trimaran.raft.client.etcd.DeleteRangeRequest;
import dev.trimaran.raft.client.etcd.DeleteRangeResponse;
import dev.trimaran.raft.client.etcd.LeaseCheckpointRequest;
import dev.trimaran.raft.client.etcd.LeaseCheckpointResponse;
import dev.trimaran.raft.client.etcd.LeaseGrantRequest;
import dev.trimaran.raft.client.etcd.LeaseGrantResponse;
import dev.trimaran.raft.client.etcd.LeaseRevokeRequest;
import dev.trimaran.raft.client.etcd.LeaseRevokeResponse;
import dev.trimaran.raft.client.etcd.Member;
import dev.trimaran.raft.client.etcd.PutRequest;
import dev.trimaran.raft.client.etcd.PutResponse;
import dev.trimaran.raft.client.etcd.TxnRequest;
import dev.trimaran.raft.client.etcd.TxnResponse;
import dev.trimaran.raft.kv.lease.LeaseTable;
import dev.trimaran.raft.kv.model.KvError;
import dev.trimaran.raft.kv.mvcc.MvccStore;
import dev.trimaran.raft.kv.txn.Outcome;
import dev.trimaran.raft.kv.txn.Writes;
import dev.trimaran.raft.kv.watch.WatchHub;
import dev.trimaran.raft.node.StateMachine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;

/** The key-value machine: applies commands, one thread, in the order of the log. */
public final class KvMachine implements StateMachine {

  private final KvLimits limits;
  private final MvccStore store = new MvccStore();
  private final LeaseTable leases = new LeaseTable();
  private final Registry registry = new Registry();
  private final Writes writes = new Writes(store, leases);
  private final WatchHub watches = new WatchHub(store);
  private final KvReader reader;

  public KvMachine(KvLimits limits) {
    this.limits = limits;
    this.reader = new KvReader(store, leases, registry, limits);
  }

  /** Reads, for any thread. */
  public KvReader reader() {
    return reader;
  }

  /** The leases, for the clock of the leader. */
  public LeaseTable leases() {
    return leases;
  }

  /** Watches, for any thread. */
  public WatchHub watches() {
    return watches;
  }

  @Override
  public KvResult apply(long index, long term, byte[] command) {
    byte kind = command[0];
    try {
      return applyKind(kind, term, command);
    } catch (IOException e) {
      throw new InvariantViolation("command " + index + " of kind " + kind + " is garbled: " + e);
    }
  }

  private KvResult applyKind(byte kind, long term, byte[] command) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(command, 1, command.length - 1);
    return switch (kind) {
      case KvCommand.PUT -> put(PutRequest.parseFrom(in));
      case KvCommand.DELETE_RANGE ->
          result(kind, writes.deleteRange(DeleteRangeRequest.parseFrom(in)));
      case KvCommand.TXN -> txn(TxnRequest.parseFrom(in));
      case KvCommand.COMPACT -> compact(CompactionRequest.parseFrom(in).getRevision());
      case KvCommand.LEASE_GRANT -> grant(LeaseGrantRequest.parseFrom(in));
      case KvCommand.LEASE_REVOKE -> revoke(kind, LeaseRevokeRequest.parseFrom(in).getID());
      case KvCommand.LEASE_EXPIRE -> expire(term, ByteBuffer.wrap(command, 1, 16));
      case KvCommand.LEASE_CHECKPOINT -> checkpoint(LeaseCheckpointRequest.parseFrom(in));
      case KvCommand.ALARM -> alarm(AlarmRequest.parseFrom(in));
      case KvCommand.PUBLISH_MEMBER -> {
        registry.publish(Member.parseFrom(in));
        yield ok(kind, AlarmResponse.getDefaultInstance());
      }
      default ->
          throw new InvariantViolation(
              "a command of kind " + kind + " is from a newer release; upgrade this node");
    };
  }

  // ---- writes under the quota

  private KvResult put(PutRequest request) {
    return reader.noSpace()
        ? refused(KvCommand.PUT, KvError.NO_SPACE)
        : capped(KvCommand.PUT, writes.put(request));
  }

  private KvResult txn(TxnRequest request) {
    return reader.noSpace() && Writes.puts(request)
        ? refused(KvCommand.TXN, KvError.NO_SPACE)
        : capped(KvCommand.TXN, writes.txn(request));
  }

  /** As etcd: the write that goes over the quota takes effect, and tells. */
  private KvResult capped(byte kind, Outcome outcome) {
    boolean over = outcome.error() == null && store.sizeBytes() > limits.quotaBytes();
    return over
        ? new KvResult(kind, outcome.revision(), null, KvError.NO_SPACE)
        : result(kind, outcome);
  }

  private KvResult compact(long revision) {
    KvError refusal = reader.compactRefusal(revision, store.writerRevision());
    if (refusal != null) {
      return refused(KvCommand.COMPACT, refusal);
    }
    store.compact(revision);
    return ok(KvCommand.COMPACT, CompactionResponse.getDefaultInstance());
  }

  // ---- leases

  private KvResult grant(LeaseGrantRequest request) {
    byte kind = KvCommand.LEASE_GRANT;
    if (reader.noSpace()) {
      return refused(kind, KvError.NO_SPACE);
    }
    if (leases.contains(request.getID())) {
      return refused(kind, KvError.LEASE_EXISTS);
    }
    if (leases.size() >= limits.maxLeases()) {
      return refused(kind, KvError.TOO_MANY_REQUESTS);
    }
    leases.set(new LeaseTable.Lease(request.getID(), request.getTTL(), 0));
    var response = LeaseGrantResponse.newBuilder().setID(request.getID()).setTTL(request.getTTL());
    return ok(kind, response.build());
  }

  private KvResult expire(long term, ByteBuffer expiry) {
    long proposedIn = expiry.getLong();
    long id = expiry.getLong();
    boolean stale = proposedIn != term;
    return stale
        ? ok(KvCommand.LEASE_EXPIRE, LeaseRevokeResponse.getDefaultInstance())
        : revoke(KvCommand.LEASE_EXPIRE, id);
  }

  private KvResult revoke(byte kind, long id) {
    if (!leases.contains(id)) {
      return refused(kind, KvError.LEASE_NOT_FOUND);
    }
    List<byte[]> keys = leases.keys(id);
    leases.remove(id);
    long revision = writes.deleteKeys(keys);
    return new KvResult(kind, revision, LeaseRevokeResponse.getDefaultInstance(), null);
  }

  private KvResult checkpoint(LeaseCheckpointRequest request) {
    for (var checkpoint : request.getCheckpointsList()) {
      LeaseTable.Lease lease = leases.get(checkpoint.getID());
      if (lease != null) {
        leases.set(
            new LeaseTable.Lease(lease.id(), lease.ttlSeconds(), checkpoint.getRemainingTTL()));
      }
    }
    return ok(KvCommand.LEASE_CHECKPOINT, LeaseCheckpointResponse.getDefaultInstance());
  }

  private KvResult alarm(AlarmRequest request) {
    AlarmResponse.Builder response = AlarmResponse.newBuilder();
    registry.alarm(request).forEach(response::addAlarms);
    return ok(KvCommand.ALARM, response.build());
  }

  // ---- results

  private KvResult result(byte kind, Outcome outcome) {
    return new KvResult(kind, outcome.revision(), outcome.response(), outcome.error());
  }

  private KvResult ok(byte kind, MessageLite response) {
    return new KvResult(kind, store.writerRevision(), response, null);
  }

  private KvResult refused(byte kind, KvError error) {
    return new KvResult(kind, store.writerRevision(), null, error);
  }

  @Override
  public KvResult decodeResult(byte[] encoded) {
    ByteBuffer in = ByteBuffer.wrap(encoded);
    byte kind = in.get();
    short error = in.getShort();
    long revision = in.getLong();
    if (error >= 0) {
      return new KvResult(kind, revision, null, KvError.values()[error]);
    }
    byte[] body = new byte[in.remaining()];
    in.get(body);
    return new KvResult(kind, revision, response(kind, body), null);
  }

  private static MessageLite response(byte kind, byte[] body) {
    try {
      return switch (kind) {
        case KvCommand.PUT -> PutResponse.parseFrom(body);
        case KvCommand.DELETE_RANGE -> DeleteRangeResponse.parseFrom(body);
        case KvCommand.TXN -> TxnResponse.parseFrom(body);
        case KvCommand.COMPACT -> CompactionResponse.parseFrom(body);
        case KvCommand.LEASE_GRANT -> LeaseGrantResponse.parseFrom(body);
        case KvCommand.LEASE_REVOKE, KvCommand.LEASE_EXPIRE -> LeaseRevokeResponse.parseFrom(body);
        case KvCommand.LEASE_CHECKPOINT -> LeaseCheckpointResponse.parseFrom(body);
        case KvCommand.ALARM, KvCommand.PUBLISH_MEMBER -> AlarmResponse.parseFrom(body);
        default -> throw new InvariantViolation("a result of unknown kind " + kind);
      };
    } catch (InvalidProtocolBufferException e) {
      throw new InvariantViolation("a stored result of kind " + kind + " is garbled: " + e);
    }
  }

  // ---- batches and snapshots

  @Override
  public void batchApplied(long index) {
    store.publish();
    watches.published();
    store.cutSome(limits.cutPerBatch());
  }

  @Override
  public Snapshot snapshot() {
    return new KvSnapshot(store, leases, registry);
  }

  @Override
  public void restore(InputStream snapshot) throws IOException {
    store.exclusively(() -> KvSnapshot.restore(snapshot, store, leases, registry));
    watches.restored();
  }
}
