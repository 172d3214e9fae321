package dev.trimaran.cache.core.set;

import dev.trimaran.cache.core.packed.Bytes;
import java.util.Arrays;

/**
 * Different integers in ascending order in one array, each in as many bytes as the widest of them
 * ever needed: 2, 4 or 8.
 */
final class IntegerSet {

  private static final int OWN_BYTES = Bytes.OBJECT + 16 + Bytes.ARRAY;
  private static final int FIRST_BYTES = 8;

  private byte[] data = new byte[FIRST_BYTES];
  private int width = Short.BYTES;
  private int size;

  int size() {
    return size;
  }

  long bytes() {
    return OWN_BYTES + (long) data.length;
  }

  long get(int index) {
    int at = index * width;
    long value = data[at + width - 1];
    for (int i = width - 2; i >= 0; i--) {
      value = value << 8 | (data[at + i] & 0xFF);
    }
    return value;
  }

  boolean has(long value) {
    return search(value) >= 0;
  }

  /** Adds a value; answers whether it is new. */
  boolean add(long value) {
    int index = search(value);
    if (index >= 0) {
      return false;
    }
    int to = -index - 1;
    int needed = widthOf(value);
    if (needed > width) {
      widen(needed);
    }
    int used = size * width;
    if (data.length - used < width) {
      data = Arrays.copyOf(data, Math.addExact(used + used / 4, width));
    }
    System.arraycopy(data, to * width, data, (to + 1) * width, used - to * width);
    write(to, value);
    size++;
    return true;
  }

  /** Removes a value; answers whether it was there. */
  boolean remove(long value) {
    int index = search(value);
    if (index < 0) {
      return false;
    }
    int after = (index + 1) * width;
    System.arraycopy(data, after, data, index * width, size * width - after);
    size--;
    if (data.length > 64 && size * width < data.length / 4) {
      data = Arrays.copyOf(data, data.length / 2);
    }
    return true;
  }

  IntegerSet copy() {
    IntegerSet made = new IntegerSet();
    made.data = Arrays.copyOf(data, Math.max(FIRST_BYTES, size * width));
    made.width = width;
    made.size = size;
    return made;
  }

  /** The index of a value; or minus the index it would have, minus one. */
  private int search(long value) {
    int low = 0;
    int high = size - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      long found = get(middle);
      if (found == value) {
        return middle;
      }
      if (found < value) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -low - 1;
  }

  private static int widthOf(long value) {
    return value == (short) value ? Short.BYTES : value == (int) value ? Integer.BYTES : Long.BYTES;
  }

  private void widen(int to) {
    long[] values = new long[size];
    for (int i = 0; i < size; i++) {
      values[i] = get(i);
    }
    width = to;
    data = new byte[Math.max(FIRST_BYTES, (size + 1) * to)];
    for (int i = 0; i < size; i++) {
      write(i, values[i]);
    }
  }

  private void write(int index, long value) {
    int at = index * width;
    for (int i = 0; i < width; i++) {
      data[at + i] = (byte) (value >>> (8 * i));
    }
  }
}
