package dev.trimaran.cache.core.outliers;

import dev.trimaran.cache.core.keyspace.Access;
import dev.trimaran.cache.core.keyspace.Databases;
import dev.trimaran.cache.core.keyspace.Keyspace;
import dev.trimaran.cache.core.model.ValueType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The keys that hold most bytes. The store tells of an entry when it has grown by an eighth since
 * it told of it last, and is at least as big as the smallest that is kept here; so what it costs
 * does not grow with the writes. What has shrunk or gone since is found out when it matters: before
 * the list is told, and once a second while it is full.
 */
public final class BigKeys {

  /** How many are kept. */
  static final int CAPACITY = 128;

  /** What is smaller is never kept: it lies within its record. */
  static final long LEAST_BYTES = 4096;

  private static final long LOOK_AGAIN_MS = 1000;

  private final Databases databases;
  private final Map<Name, Long> bytes = new HashMap<>();
  private long lookedMs;

  public BigKeys(Databases databases) {
    this.databases = databases;
    databases.tellFrom(LEAST_BYTES);
  }

  /** An entry has become that big. */
  public void grew(Keyspace keys, long place) {
    int from = keys.keyOffset(place);
    byte[] key = Arrays.copyOfRange(keys.keyArray(place), from, from + keys.keyLength(place));
    Name name = new Name(keys.number(), key);
    if (bytes.size() == CAPACITY && !bytes.containsKey(name)) {
      Map.Entry<Name, Long> smallest = smallest();
      if (smallest.getValue() >= keys.bytes(place)) {
        return;
      }
      bytes.remove(smallest.getKey());
    }
    bytes.put(name, keys.bytes(place));
    tellFromSmallest();
  }

  private Map.Entry<Name, Long> smallest() {
    return bytes.entrySet().stream().min(Map.Entry.comparingByValue()).orElseThrow();
  }

  private void tellFromSmallest() {
    databases.tellFrom(bytes.size() < CAPACITY ? LEAST_BYTES : smallest().getValue());
  }

  /** Looks at all that is kept, if that was long ago and somebody may wait for a place. */
  public void lookAgain(long nowMs) {
    if (bytes.size() == CAPACITY && Math.abs(nowMs - lookedMs) >= LOOK_AGAIN_MS) {
      lookedMs = nowMs;
      look();
    }
  }

  /** Everything that is kept, as it is now. */
  private List<BigKey> look() {
    List<BigKey> found = new ArrayList<>();
    for (Name name : List.copyOf(bytes.keySet())) {
      Keyspace keys = databases.database(name.database());
      long place = keys.find(name.key(), 0, name.key().length, Access.PEEK);
      if (place == Keyspace.ABSENT || keys.bytes(place) < LEAST_BYTES) {
        bytes.remove(name);
      } else {
        bytes.put(name, keys.bytes(place));
        ValueType type = keys.type(place);
        long elements = type == ValueType.STRING ? 0 : keys.datum(place).size();
        found.add(new BigKey(name.database(), name.key(), type, keys.bytes(place), elements));
      }
    }
    tellFromSmallest();
    return found;
  }

  /** The biggest, biggest first: by bytes, or those of most elements among them. */
  public List<BigKey> biggest(int most, boolean byElements) {
    List<BigKey> all = look();
    Comparator<BigKey> order =
        byElements
            ? Comparator.comparingLong(BigKey::elements).thenComparingLong(BigKey::bytes)
            : Comparator.comparingLong(BigKey::bytes);
    all.sort(order.reversed());
    return all.subList(0, Math.min(most, all.size()));
  }
}
