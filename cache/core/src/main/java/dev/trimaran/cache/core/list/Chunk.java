package dev.trimaran.cache.core.list;

import dev.trimaran.cache.core.packed.Bytes;
import dev.trimaran.cache.core.packed.View;
import java.util.Arrays;

/**
 * Elements one after another in one array. An element is known by the offset at which it begins;
 * its length is written before it, and once more after it with the bytes the other way round. A
 * length takes 7 bits a byte, the highest bit says that another byte follows.
 */
final class Chunk {

  /** An element is not added to a chunk that would be larger then, unless it is the only one. */
  static final int MOST_BYTES = 8192;

  private static final int OWN_BYTES = Bytes.OBJECT + 16 + Bytes.ARRAY;
  private static final int FIRST_BYTES = 48;

  private byte[] data;
  private int head;
  private int tail;
  private int count;

  /** An empty one that has its room where elements are to be added: on the left, or the right. */
  Chunk(int room, boolean left) {
    data = new byte[Math.max(FIRST_BYTES, room)];
    head = left ? data.length : 0;
    tail = head;
  }

  private Chunk(Chunk other) {
    data = Arrays.copyOfRange(other.data, other.head, other.tail);
    tail = data.length;
    count = other.count;
  }

  int count() {
    return count;
  }

  /** The offset of the first element. */
  int head() {
    return head;
  }

  /** The offset after the last. */
  int tail() {
    return tail;
  }

  int used() {
    return tail - head;
  }

  long bytes() {
    return OWN_BYTES + (long) data.length;
  }

  Chunk copy() {
    return new Chunk(this);
  }

  /** Bytes that an element takes. */
  static int size(int length) {
    return length + 2 * lengthSize(length);
  }

  boolean hasRoom(int length) {
    return count == 0 || used() + size(length) <= MOST_BYTES;
  }

  void addFirst(View element) {
    int size = size(element.length());
    if (head < size) {
      rebase(size, true);
    }
    head -= size;
    write(head, element);
    count++;
  }

  void addLast(View element) {
    int size = size(element.length());
    if (data.length - tail < size) {
      rebase(size, false);
    }
    write(tail, element);
    tail += size;
    count++;
  }

  /** Inserts an element before the one at {@code at}; answers its offset. */
  int insert(int at, View element) {
    int size = size(element.length());
    int fromHead = at - head;
    if (data.length - tail < size) {
      rebase(size, false);
    }
    int place = head + fromHead;
    System.arraycopy(data, place, data, place + size, tail - place);
    tail += size;
    write(place, element);
    count++;
    return place;
  }

  /** Removes the element at {@code at}; the one after it begins there then, unless it was last. */
  int remove(int at) {
    int size = size(length(at));
    if (at == head) {
      head += size;
      count--;
      return head;
    }
    System.arraycopy(data, at + size, data, at, tail - at - size);
    tail -= size;
    count--;
    return at;
  }

  /** Moves the elements from {@code at} on into a chunk of their own. */
  Chunk split(int at) {
    Chunk rest = new Chunk(tail - at, false);
    rest.tail = tail - at;
    System.arraycopy(data, at, rest.data, 0, tail - at);
    int moved = 0;
    for (int each = at; each < tail; each = next(each)) {
      moved++;
    }
    rest.count = moved;
    count -= moved;
    tail = at;
    return rest;
  }

  int next(int at) {
    return at + size(length(at));
  }

  /** The offset of the element before the one at {@code at}, or before the tail. */
  int previous(int at) {
    int length = 0;
    int shift = 0;
    int from = at - 1;
    while (true) {
      byte one = data[from];
      length |= (one & 0x7F) << shift;
      if (one >= 0) {
        break;
      }
      shift += 7;
      from--;
    }
    return at - size(length);
  }

  View show(int at, View into) {
    int length = length(at);
    return into.of(data, at + lengthSize(length), length);
  }

  /** Whether the element at {@code at} is {@code wanted}. */
  boolean is(int at, View wanted) {
    int length = length(at);
    if (length != wanted.length()) {
      return false;
    }
    int from = at + lengthSize(length);
    return Arrays.equals(
        data, from, from + length, wanted.array(), wanted.offset(), wanted.offset() + length);
  }

  private int length(int at) {
    int length = 0;
    int shift = 0;
    int from = at;
    while (true) {
      byte one = data[from++];
      length |= (one & 0x7F) << shift;
      if (one >= 0) {
        return length;
      }
      shift += 7;
    }
  }

  private static int lengthSize(int length) {
    int bytes = 1;
    for (int rest = length >>> 7; rest > 0; rest >>>= 7) {
      bytes++;
    }
    return bytes;
  }

  private void write(int at, View element) {
    int length = element.length();
    int bytes = lengthSize(length);
    int last = at + size(length) - 1;
    int rest = length;
    for (int i = 0; i < bytes; i++) {
      byte one = (byte) (rest & 0x7F | (i < bytes - 1 ? 0x80 : 0));
      data[at + i] = one;
      data[last - i] = one;
      rest >>>= 7;
    }
    System.arraycopy(element.array(), element.offset(), data, at + bytes, length);
  }

  /** Makes room for {@code more} bytes on one side, within the array or in a larger one. */
  private void rebase(int more, boolean atHead) {
    int used = used();
    int wanted = used + more;
    int comfortable = Math.min(MOST_BYTES, Math.addExact(wanted, Math.min(wanted, MOST_BYTES) / 2));
    int room = Math.max(data.length, Math.max(wanted, comfortable));
    byte[] into = room == data.length ? data : new byte[room];
    int free = room - wanted;
    int start = atHead ? more + free - free / 4 : free / 4;
    System.arraycopy(data, head, into, start, used);
    data = into;
    head = start;
    tail = start + used;
  }
}
