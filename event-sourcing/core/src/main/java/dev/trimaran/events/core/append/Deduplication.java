package dev.trimaran.events.core.append;

import dev.trimaran.base.codec.DecodeException;
import dev.trimaran.base.codec.Decoder;
import dev.trimaran.base.codec.Encoder;
import dev.trimaran.base.random.SeededRandomness;
import dev.trimaran.events.core.model.EventId;
import dev.trimaran.events.core.model.ProposedEvent;
import dev.trimaran.events.core.stream.StreamKey;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * The ids of the latest events, with what they became: about 50 bytes an event, and as many as the
 * limit says. An id counts within its stream; when a stream has an id twice, the earlier one is
 * found.
 */
public final class Deduplication {

  /** What is known of the events of a write. */
  public sealed interface Finding {

    /** None was recorded lately. */
    record New() implements Finding {}

    /**
     * All were, one after the other.
     *
     * @param first revision of the first
     * @param position of the last
     */
    record Repeated(long first, long position) implements Finding {}

    /** Some were, or in another order. */
    record Overlapping() implements Finding {}
  }

  private static final int NONE = -1;

  private final int capacity;
  private final long[] most;
  private final long[] least;
  private final long[] stream;
  private final long[] revision;
  private final long[] position;
  private final int[] chain;
  private final int[] buckets;
  private long count;

  /**
   * @param capacity events that are remembered
   */
  public Deduplication(int capacity) {
    this.capacity = capacity;
    most = new long[capacity];
    least = new long[capacity];
    stream = new long[capacity];
    revision = new long[capacity];
    position = new long[capacity];
    chain = new int[capacity];
    buckets = new int[Integer.highestOneBit(capacity) * 2];
    Arrays.fill(buckets, NONE);
  }

  /** Whether the events of a write were recorded before. */
  public Finding find(StreamKey key, List<ProposedEvent> events) {
    int first = slot(key, events.getFirst().id());
    int known = first == NONE ? 0 : 1;
    boolean inOrder = first != NONE;
    int last = first;
    for (int i = 1; i < events.size(); i++) {
      int slot = slot(key, events.get(i).id());
      known += slot == NONE ? 0 : 1;
      last = follower(last, slot, key, events.get(i).id());
      inOrder &= last != NONE;
    }
    if (known == 0) {
      return new Finding.New();
    }
    return inOrder
        ? new Finding.Repeated(revision[first], position[last])
        : new Finding.Overlapping();
  }

  /** Where the event is that follows another in the stream and has that id, or none. */
  private int follower(int before, int found, StreamKey key, EventId id) {
    if (before == NONE) {
      return NONE;
    }
    if (found != NONE && revision[found] == revision[before] + 1) {
      return found;
    }
    // An id that a batch has twice is found at its first place only; its next is right behind.
    int next = (before + 1) % capacity;
    boolean follows =
        position[next] == position[before] + 1
            && revision[next] == revision[before] + 1
            && is(next, key, id);
    return follows ? next : NONE;
  }

  private int slot(StreamKey key, EventId id) {
    int found = NONE;
    for (int slot = buckets[bucket(key.low(), id.most(), id.least())];
        slot != NONE;
        slot = chain[slot]) {
      if (is(slot, key, id)) {
        found = slot;
      }
    }
    return found;
  }

  private boolean is(int slot, StreamKey key, EventId id) {
    return most[slot] == id.most() && least[slot] == id.least() && stream[slot] == key.low();
  }

  private int bucket(long low, long idMost, long idLeast) {
    // Ids are the writers' to choose: with the secret half of the hash of the name in both parts,
    // nobody can choose them so that all meet in one bucket.
    long mixed = SeededRandomness.mix(idMost + low) + SeededRandomness.mix(idLeast ^ low);
    return (int) (mixed >>> 33) & buckets.length - 1;
  }

  /** An event was recorded; the oldest is forgotten when there is no room. */
  public void add(StreamKey key, EventId id, long itsRevision, long itsPosition) {
    int slot = (int) (count % capacity);
    if (count >= capacity) {
      forget(slot);
    }
    most[slot] = id.most();
    least[slot] = id.least();
    stream[slot] = key.low();
    revision[slot] = itsRevision;
    position[slot] = itsPosition;
    int bucket = bucket(key.low(), id.most(), id.least());
    chain[slot] = buckets[bucket];
    buckets[bucket] = slot;
    count++;
  }

  private void forget(int slot) {
    int bucket = bucket(stream[slot], most[slot], least[slot]);
    if (buckets[bucket] == slot) {
      buckets[bucket] = chain[slot];
      return;
    }
    int before = buckets[bucket];
    while (chain[before] != slot) {
      before = chain[before];
    }
    chain[before] = chain[slot];
  }

  /** All that is remembered now, oldest first, encoded when it is asked for. */
  public Supplier<ByteBuffer> checkpoint() {
    int size = (int) Math.min(count, capacity);
    int oldest = (int) ((count - size) % capacity);
    long[][] columns = {
      most.clone(), least.clone(), stream.clone(), revision.clone(), position.clone()
    };
    return () -> {
      var out = new Encoder(16 + size * 40);
      out.varint(size);
      for (int n = 0; n < size; n++) {
        int slot = (oldest + n) % columns[0].length;
        out.i64(columns[0][slot]).i64(columns[1][slot]).i64(columns[2][slot]);
        out.varint(columns[3][slot]).varint(columns[4][slot]);
      }
      return out.toBuffer();
    };
  }

  /** Remembers what a checkpoint says; nothing was remembered before. */
  public void restore(ByteBuffer encoded) throws DecodeException {
    Arrays.fill(buckets, NONE);
    count = 0;
    var in = new Decoder(encoded);
    for (int left = in.count(26); left > 0; left--) {
      var id = new EventId(in.i64(), in.i64());
      // Only the low half of the key is kept: what tells two streams with one id apart.
      add(new StreamKey(0, in.i64()), id, in.varint(), in.varint());
    }
    in.end();
  }
}
