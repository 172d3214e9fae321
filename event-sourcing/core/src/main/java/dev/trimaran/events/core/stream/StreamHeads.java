package dev.trimaran.events.core.stream;

import dev.trimaran.base.Checks;
import dev.trimaran.base.codec.DecodeException;
import dev.trimaran.base.codec.Decoder;
import dev.trimaran.base.codec.Encoder;
import dev.trimaran.events.core.model.ExpectedRevision;
import dev.trimaran.events.core.model.PlantedBug;
import dev.trimaran.events.core.model.StreamMetadata;
import dev.trimaran.events.core.model.StreamState;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * The heads of all streams, by the hashes of their names: 40 to 80 bytes for each stream, and a
 * little more for those that have metadata. Parts grow one at a time, so none takes long.
 */
public final class StreamHeads {

  private static final int PARTS = 256;
  private static final long KIND = 3;
  private static final StreamState.Kind[] KINDS = StreamState.Kind.values();

  private final HeadTable[] parts = new HeadTable[PARTS];
  private final NameHash hash;
  private final List<StreamMetadata> metadata = new ArrayList<>();

  public StreamHeads(NameHash hash) {
    this.hash = hash;
    for (int i = 0; i < PARTS; i++) {
      parts[i] = new HeadTable();
    }
  }

  /** What stands for a stream from now on. */
  public StreamKey key(String name) {
    return hash.hash(name);
  }

  private HeadTable part(StreamKey key) {
    return parts[(int) (key.high() >>> 56)];
  }

  /** What a stream is. */
  public StreamState state(StreamKey key) {
    HeadTable part = part(key);
    int slot = part.find(key);
    return slot < 0
        ? StreamState.ABSENT
        : new StreamState(KINDS[(int) (part.state(slot) & KIND)], part.revision(slot));
  }

  /** What its metadata says of its events. */
  public StreamMetadata metadata(StreamKey key) {
    HeadTable part = part(key);
    int slot = part.find(key);
    long number = slot < 0 ? 0 : part.state(slot) >>> 2;
    return number == 0 ? StreamMetadata.NONE : metadata.get((int) number - 1);
  }

  /**
   * Events were appended: a soft-deleted stream comes to life, without those it had.
   *
   * @param last revision of the last one
   */
  public void appended(StreamKey key, long last) {
    StreamState before = state(key);
    Checks.that(last > before.revision(), "revisions rise", last, before.revision());
    if (before.kind() == StreamState.Kind.SOFT_DELETED) {
      describe(key, metadata(key).withTruncateBefore(before.revision() + 1));
    }
    set(key, StreamState.Kind.LIVE, last);
  }

  /** The stream ended for ever. */
  public void tombstoned(StreamKey key) {
    set(key, StreamState.Kind.TOMBSTONED, ExpectedRevision.TOMBSTONE);
  }

  /** Its metadata was written: soft-deleted or brought back, as it says. */
  public void described(StreamKey key, byte[] json) {
    StreamState before = state(key);
    if (before.kind() == StreamState.Kind.TOMBSTONED) {
      return;
    }
    StreamMetadata now = MetadataJson.read(json);
    describe(key, now);
    boolean deleted = now.truncateBefore() == StreamMetadata.DELETED && before.revision() >= 0;
    StreamState.Kind kind =
        deleted
            ? StreamState.Kind.SOFT_DELETED
            : before.revision() < 0 ? StreamState.Kind.ABSENT : StreamState.Kind.LIVE;
    set(key, kind, before.revision());
  }

  private void describe(StreamKey key, StreamMetadata now) {
    HeadTable part = part(key);
    int slot = part.find(key);
    long state = slot < 0 ? StreamState.Kind.ABSENT.ordinal() : part.state(slot);
    long revision = slot < 0 ? -1 : part.revision(slot);
    long number = state >>> 2;
    if (number > 0) {
      metadata.set((int) number - 1, now);
      return;
    }
    metadata.add(now);
    part.set(key, revision, (long) metadata.size() << 2 | state & KIND);
  }

  private void set(StreamKey key, StreamState.Kind kind, long revision) {
    HeadTable part = part(key);
    int slot = part.find(key);
    long number = slot < 0 ? 0 : part.state(slot) >>> 2;
    part.set(key, revision, number << 2 | kind.ordinal());
  }

  /** Streams that are known, deleted ones too. */
  public long count() {
    long count = 0;
    for (HeadTable part : parts) {
      count += part.used();
    }
    return count;
  }

  // ---- checkpoint

  /** All heads as of now, a part at a time, encoded when they are asked for. */
  public Iterator<ByteBuffer> checkpoint() {
    return checkpoint(Set.of());
  }

  /** As the other, with known bugs. */
  public Iterator<ByteBuffer> checkpoint(Set<PlantedBug> bugs) {
    long forgotten = bugs.contains(PlantedBug.DELETIONS_FORGOTTEN) ? KIND : 0;
    List<StreamMetadata> described = List.copyOf(metadata);
    long[][] shared = new long[PARTS][];
    for (int i = 0; i < PARTS; i++) {
      shared[i] = parts[i].share();
    }
    return new Iterator<>() {
      private int next = -1;

      @Override
      public boolean hasNext() {
        return next < PARTS;
      }

      @Override
      public ByteBuffer next() {
        int part = next++;
        return part < 0 ? encode(described) : encode(shared[part], forgotten);
      }
    };
  }

  private static ByteBuffer encode(List<StreamMetadata> described) {
    var out = new Encoder(16 + 12 * described.size());
    out.varint(described.size());
    for (StreamMetadata one : described) {
      out.varint(one.maxCount()).varint(one.maxAgeSeconds()).varint(one.truncateBefore());
    }
    return out.toBuffer();
  }

  private static ByteBuffer encode(long[] slots, long forgotten) {
    int used = 0;
    for (int slot = 0; slot < slots.length; slot += HeadTable.WIDTH) {
      used += slots[slot] != 0 || slots[slot + 1] != 0 ? 1 : 0;
    }
    var out = new Encoder(8 + used * 26);
    out.varint(used);
    for (int slot = 0; slot < slots.length; slot += HeadTable.WIDTH) {
      if (slots[slot] != 0 || slots[slot + 1] != 0) {
        out.i64(slots[slot]).i64(slots[slot + 1]);
        long kept = slots[slot + 3] & ~forgotten | forgotten & StreamState.Kind.LIVE.ordinal();
        out.varint(slots[slot + 2] + 1).varint(kept);
      }
    }
    return out.toBuffer();
  }

  /** How many pieces {@link #checkpoint} has. */
  public static int pieces() {
    return PARTS + 1;
  }

  /**
   * Takes the next piece of a checkpoint, in their order; the heads were empty before the first.
   *
   * @param piece number of it
   */
  public void restore(int piece, ByteBuffer encoded) throws DecodeException {
    var in = new Decoder(encoded);
    if (piece == 0) {
      metadata.clear();
      for (int left = in.count(3); left > 0; left--) {
        metadata.add(new StreamMetadata(in.varint(), in.varint(), in.varint()));
      }
    } else {
      HeadTable part = parts[piece - 1];
      part.clear();
      for (int left = in.count(18); left > 0; left--) {
        var key = new StreamKey(in.i64(), in.i64());
        part.set(key, in.varint() - 1, in.varint());
      }
    }
    in.end();
  }
}
