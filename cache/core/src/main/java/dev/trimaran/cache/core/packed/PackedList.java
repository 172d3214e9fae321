package dev.trimaran.cache.core.packed;

import java.util.Arrays;

/**
 * Byte strings one after another in one array, in the order of their insertion: for each its length
 * and its bytes. An element is known by the offset at which it begins. For small collections: every
 * search walks.
 */
public final class PackedList {

  private static final byte[] NONE = new byte[0];
  private static final int OWN_BYTES = Bytes.OBJECT + 16 + Bytes.ARRAY;

  private byte[] data = NONE;
  private int end;
  private int count;

  /** How many elements. */
  public int count() {
    return count;
  }

  /** The offset after the last element. */
  public int end() {
    return end;
  }

  /** Bytes held, this object included. */
  public long bytes() {
    return OWN_BYTES + (long) data.length;
  }

  /** The length of the element at {@code at}. */
  public int length(int at) {
    return Bytes.readLength(data, at);
  }

  /** Shows the element at {@code at}. */
  public View show(int at, View into) {
    int length = Bytes.readLength(data, at);
    return into.of(data, at + Bytes.lengthSize(length), length);
  }

  /** The offset of the element after the one at {@code at}. */
  public int next(int at) {
    int length = Bytes.readLength(data, at);
    return at + Bytes.lengthSize(length) + length;
  }

  /** The offset of the first element that is {@code wanted}, of every {@code stride}th; or -1. */
  public int find(View wanted, int stride) {
    int length = wanted.length();
    int at = 0;
    while (at < end) {
      int found = Bytes.readLength(data, at);
      int body = at + Bytes.lengthSize(found);
      if (found == length && Bytes.same(data, body, length, wanted)) {
        return at;
      }
      at = body + found;
      for (int skipped = 1; skipped < stride; skipped++) {
        at = next(at);
      }
    }
    return -1;
  }

  /** The offset of the element of that index. */
  public int at(int index) {
    int at = 0;
    for (int i = 0; i < index; i++) {
      at = next(at);
    }
    return at;
  }

  public void add(View element) {
    insert(end, element);
  }

  /** Inserts an element before the one at {@code at}. */
  public void insert(int at, View element) {
    int length = element.length();
    int body = open(at, Bytes.lengthSize(length) + length, length);
    System.arraycopy(element.array(), element.offset(), data, body, length);
    count++;
  }

  /** Adds {@code elements} of another list, from the one at {@code at} on. */
  public void addAll(PackedList from, int at, int elements) {
    int after = at;
    for (int i = 0; i < elements; i++) {
      after = from.next(after);
    }
    int more = after - at;
    if (data.length - end < more) {
      data = Arrays.copyOf(data, Math.addExact(end, more));
    }
    System.arraycopy(from.data, at, data, end, more);
    end += more;
    count += elements;
  }

  /** Puts an element in the place of the one at {@code at}. */
  public void replace(int at, View element) {
    int length = element.length();
    int old = next(at) - at;
    int size = Bytes.lengthSize(length) + length;
    if (size < old) {
      close(at, old - size);
    }
    int body = size > old ? open(at, size - old, length) : Bytes.writeLength(data, at, length);
    System.arraycopy(element.array(), element.offset(), data, body, length);
  }

  /** Removes the element at {@code at} and those after it, {@code elements} in all. */
  public void remove(int at, int elements) {
    int after = at;
    for (int i = 0; i < elements; i++) {
      after = next(after);
    }
    close(at, after - at);
    count -= elements;
    if (data.length > 64 && end < data.length / 4) {
      data = Arrays.copyOf(data, end + end / 4);
    }
  }

  public PackedList copy() {
    PackedList made = new PackedList();
    made.data = Arrays.copyOf(data, end);
    made.end = end;
    made.count = count;
    return made;
  }

  /** Makes room for {@code more} bytes at {@code at} and writes a length there. */
  private int open(int at, int more, int length) {
    if (data.length - end < more) {
      int wanted = end + more;
      data = Arrays.copyOf(data, Math.addExact(wanted, end == 0 ? 0 : wanted / 4));
    }
    System.arraycopy(data, at, data, at + more, end - at);
    end += more;
    return Bytes.writeLength(data, at, length);
  }

  private void close(int at, int bytes) {
    System.arraycopy(data, at + bytes, data, at, end - at - bytes);
    end -= bytes;
  }
}
