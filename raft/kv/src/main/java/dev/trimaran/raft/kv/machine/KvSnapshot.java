package dev.trimaran.raft.kv.machine;

import dev.trimaran.raft.client.etcd.AlarmMember;
import dev.trimaran.raft.client.etcd.Member;
import dev.trimaran.raft.kv.lease.LeaseTable;
import dev.trimaran.raft.kv.mvcc.MvccStore;
import dev.trimaran.raft.kv.mvcc.Pins;
import dev.trimaran.raft.kv.mvcc.Version;
import dev.trimaran.raft.node.StateMachine;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The state at one revision as a stream of chunks: a head (format, revisions, leases, members,
 * alarms), then each key with its versions, oldest first, then an end mark. What is applied
 * meanwhile does not show, since a pin keeps what the revision needs.
 */
final class KvSnapshot implements StateMachine.Snapshot {

  private static final int FORMAT = 1;
  private static final int CHUNK_BYTES = 256 << 10;
  private static final int END = -1;

  private final long revision;
  private final long compacted;
  private final Pins.Pin pin;
  private final Iterator<Version> keys;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(CHUNK_BYTES + 4096);
  private final DataOutputStream out = new DataOutputStream(bytes);
  private boolean ended;

  KvSnapshot(MvccStore store, LeaseTable leases, Registry registry) {
    this.revision = store.writerRevision();
    this.compacted = store.compactedRevision();
    this.pin = store.pin(Math.max(compacted, 0));
    this.keys = store.newest();
    try {
      writeHead(leases, registry);
    } catch (IOException e) {
      throw new UncheckedIOException("memory takes every byte", e);
    }
  }

  private void writeHead(LeaseTable leases, Registry registry) throws IOException {
    out.writeInt(FORMAT);
    out.writeLong(revision);
    out.writeLong(compacted);
    List<LeaseTable.Lease> all = leases.all();
    out.writeInt(all.size());
    for (LeaseTable.Lease lease : all) {
      out.writeLong(lease.id());
      out.writeLong(lease.ttlSeconds());
      out.writeLong(lease.remainingSeconds());
    }
    out.writeInt(registry.members().size());
    for (Member member : registry.members()) {
      writeBytes(member.toByteArray());
    }
    out.writeInt(registry.alarms().size());
    for (AlarmMember alarm : registry.alarms()) {
      writeBytes(alarm.toByteArray());
    }
  }

  @Override
  public byte[] next() {
    try {
      while (bytes.size() < CHUNK_BYTES && !ended) {
        if (keys.hasNext()) {
          writeKey(keys.next());
        } else {
          out.writeInt(END);
          ended = true;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("memory takes every byte", e);
    }
    byte[] chunk = bytes.toByteArray();
    bytes.reset();
    return chunk;
  }

  private void writeKey(Version newest) throws IOException {
    List<Version> versions = new ArrayList<>(1);
    for (Version v = newest; v != null; v = v.previous()) {
      boolean old = v.modRevision() <= compacted;
      if (v.modRevision() <= revision && !(old && v.tombstone())) {
        versions.add(v);
      }
      if (old) {
        break;
      }
    }
    if (versions.isEmpty()) {
      return;
    }
    out.writeInt(versions.size());
    writeBytes(newest.key());
    for (Version v : versions.reversed()) {
      out.writeLong(v.modRevision());
      out.writeInt(v.sub());
      out.writeLong(v.createRevision());
      out.writeLong(v.count());
      out.writeLong(v.lease());
      byte[] value = v.value();
      if (value == null) {
        out.writeInt(END);
      } else {
        writeBytes(value);
      }
    }
  }

  private void writeBytes(byte[] data) throws IOException {
    out.writeInt(data.length);
    out.write(data);
  }

  @Override
  public void close() {
    pin.close();
  }

  // ---- the way back

  static void restore(InputStream from, MvccStore store, LeaseTable leases, Registry registry)
      throws IOException {
    DataInputStream in = new DataInputStream(new BufferedInputStream(from, 1 << 16));
    int format = in.readInt();
    if (format != FORMAT) {
      throw new IOException("the snapshot has format " + format + ", this release reads " + FORMAT);
    }
    long revision = in.readLong();
    long compacted = in.readLong();
    store.clear();
    leases.clear();
    for (int left = in.readInt(); left > 0; left--) {
      leases.set(new LeaseTable.Lease(in.readLong(), in.readLong(), in.readLong()));
    }
    List<Member> members = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      members.add(Member.parseFrom(readBytes(in, in.readInt())));
    }
    List<AlarmMember> alarms = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      alarms.add(AlarmMember.parseFrom(readBytes(in, in.readInt())));
    }
    registry.replace(members, alarms);
    for (int versions = in.readInt(); versions != END; versions = in.readInt()) {
      readKey(in, versions, store, leases);
    }
    store.restored(revision, compacted);
  }

  private static void readKey(DataInputStream in, int versions, MvccStore store, LeaseTable leases)
      throws IOException {
    byte[] key = readBytes(in, in.readInt());
    for (int left = versions; left > 0; left--) {
      long main = in.readLong();
      long[] numbers = {main, in.readInt(), in.readLong(), in.readLong(), in.readLong()};
      int length = in.readInt();
      boolean live = length != END;
      store.restore(key, live ? readBytes(in, length) : null, numbers);
      if (left == 1 && live && numbers[4] != 0) {
        leases.moved(key, 0, numbers[4]);
      }
    }
  }

  private static byte[] readBytes(DataInputStream in, int length) throws IOException {
    byte[] data = in.readNBytes(length);
    if (data.length != length) {
      throw new EOFException("the snapshot ends in the middle of a value");
    }
    return data;
  }
}
