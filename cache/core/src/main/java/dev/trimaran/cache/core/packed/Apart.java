package dev.trimaran.cache.core.packed;

import java.util.Arrays;

/**
 * The big records of a {@link Segment}, each in an array of its own: key, then value. They lie
 * apart from the others so that moving those stays cheap.
 */
final class Apart {

  private static final byte[] NONE = new byte[0];
  private static final byte[][] NOTHING = new byte[0][];
  private static final int OWN_BYTES = Bytes.OBJECT + 16;

  private byte[][] records = NOTHING;
  private long recordBytes;

  /** All places before it are taken. */
  private int mayBeFree;

  byte[] get(int place) {
    return records[place];
  }

  /** Keeps a copy and answers its place. */
  int keep(View key, View value) {
    byte[] bytes = new byte[key.length() + value.length()];
    System.arraycopy(key.array(), key.offset(), bytes, 0, key.length());
    System.arraycopy(value.array(), value.offset(), bytes, key.length(), value.length());
    recordBytes += Bytes.ARRAY + bytes.length;
    int free = mayBeFree;
    while (free < records.length && records[free] != NONE) {
      free++;
    }
    if (free == records.length) {
      records = Arrays.copyOf(records, Math.max(2, 2 * free));
      Arrays.fill(records, free, records.length, NONE);
    }
    records[free] = bytes;
    mayBeFree = free + 1;
    return free;
  }

  void drop(int place) {
    recordBytes -= Bytes.ARRAY + records[place].length;
    records[place] = NONE;
    mayBeFree = Math.min(mayBeFree, place);
  }

  long bytes() {
    return OWN_BYTES + (records.length == 0 ? 0 : Bytes.ARRAY + 4L * records.length + recordBytes);
  }
}
