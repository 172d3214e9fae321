package dev.trimaran.raft.kv.mvcc;

import java.util.Arrays;
import java.util.concurrent.ConcurrentNavigableMap;
import org.jspecify.annotations.Nullable;

/**
 * The keys a request names: one key, {@code [key, end)}, or all from {@code key} when the end is a
 * single zero byte.
 *
 * @param end null for the single key; empty for no end
 */
public record KeySpan(byte[] key, byte @Nullable [] end) {

  private static final byte[] NO_END = new byte[0];

  /** From the fields {@code key} and {@code range_end} of the API. */
  public static KeySpan of(byte[] key, byte[] rangeEnd) {
    if (rangeEnd.length == 0) {
      return new KeySpan(key, null);
    }
    boolean open = rangeEnd.length == 1 && rangeEnd[0] == 0;
    return new KeySpan(key, open ? NO_END : rangeEnd);
  }

  public boolean single() {
    return end == null;
  }

  /** Whether there is no key after which it ends. */
  public boolean open() {
    byte[] last = end;
    return last != null && last.length == 0;
  }

  /** Whether it covers {@code other}. */
  public boolean contains(byte[] other) {
    byte[] last = end;
    if (last == null) {
      return Arrays.equals(key, other);
    }
    return Arrays.compareUnsigned(key, other) <= 0
        && (last.length == 0 || Arrays.compareUnsigned(other, last) < 0);
  }

  <V> ConcurrentNavigableMap<byte[], V> within(ConcurrentNavigableMap<byte[], V> map) {
    byte[] last = end;
    if (last == null) {
      return map.subMap(key, true, key, true);
    }
    if (last.length == 0) {
      return map.tailMap(key, true);
    }
    boolean empty = Arrays.compareUnsigned(key, last) >= 0;
    return empty ? map.subMap(key, true, key, false) : map.subMap(key, true, last, false);
  }
}
