package dev.trimaran.cache.core.list;

import dev.trimaran.cache.core.keyspace.Datum;
import dev.trimaran.cache.core.model.ValueType;
import dev.trimaran.cache.core.packed.Bytes;
import dev.trimaran.cache.core.packed.View;
import org.jspecify.annotations.Nullable;

/**
 * A list: a ring of chunks. Both ends cost the same whatever the length; what lies within is
 * reached chunk by chunk from the nearer end. Views that a call fills are valid until the next
 * change.
 */
public final class ListDatum implements Datum {

  private static final int OWN_BYTES = Bytes.OBJECT + 32 + Bytes.ARRAY;
  private static final int REFERENCE = 4;

  private @Nullable Chunk[] ring = new Chunk[2];
  private int first;
  private int chunks;
  private int size;
  private long chunkBytes;

  @Override
  public ValueType type() {
    return ValueType.LIST;
  }

  @Override
  public long bytes() {
    return OWN_BYTES + (long) REFERENCE * ring.length + chunkBytes;
  }

  @Override
  public String encoding() {
    return "quicklist";
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public ListDatum copy() {
    ListDatum made = new ListDatum();
    for (int i = 0; i < chunks; i++) {
      made.insertChunk(i, chunk(i).copy());
    }
    made.size = size;
    return made;
  }

  /** Adds an element at an end. */
  public void push(boolean left, View element) {
    if (chunks == 0 || !chunk(left ? 0 : chunks - 1).hasRoom(element.length())) {
      int room = chunks == 0 ? 0 : Chunk.MOST_BYTES;
      insertChunk(left ? 0 : chunks, new Chunk(Math.max(room, Chunk.size(element.length())), left));
    }
    Chunk end = chunk(left ? 0 : chunks - 1);
    chunkBytes -= end.bytes();
    if (left) {
      end.addFirst(element);
    } else {
      end.addLast(element);
    }
    chunkBytes += end.bytes();
    size++;
  }

  /** Takes the element at an end, of a list that is not empty. */
  public View pop(boolean left, View into) {
    Chunk end = chunk(left ? 0 : chunks - 1);
    int at = left ? end.head() : end.previous(end.tail());
    end.show(at, into);
    end.remove(at);
    size--;
    if (end.count() == 0) {
      removeChunk(left ? 0 : chunks - 1);
    }
    return into;
  }

  /** Keeps the elements of these indexes only. */
  public void trim(int from, int to) {
    dropLeft(from);
    dropRight(size - (to - from + 1));
  }

  private void dropLeft(int count) {
    int left = count;
    while (left > 0 && chunk(0).count() <= left) {
      left -= chunk(0).count();
      size -= chunk(0).count();
      removeChunk(0);
    }
    View dropped = new View();
    for (; left > 0; left--) {
      pop(true, dropped);
    }
  }

  private void dropRight(int count) {
    int left = count;
    while (left > 0 && chunk(chunks - 1).count() <= left) {
      left -= chunk(chunks - 1).count();
      size -= chunk(chunks - 1).count();
      removeChunk(chunks - 1);
    }
    View dropped = new View();
    for (; left > 0; left--) {
      pop(false, dropped);
    }
  }

  /** Meets all elements from left to right. */
  public void forEach(java.util.function.Consumer<View> visitor) {
    View element = new View();
    for (Cursor cursor = cursor(0, true); cursor.isValid(); cursor.advance()) {
      visitor.accept(cursor.show(element));
    }
  }

  /** A cursor at the element of that index, which walks to the right or to the left. */
  public Cursor cursor(int index, boolean right) {
    return new Cursor(index, right);
  }

  /** Stands at an element; valid until a change that was not made through it. */
  public final class Cursor {
    private final boolean right;
    private int chunk;
    private int at;

    private Cursor(int index, boolean right) {
      this.right = right;
      if (index < 0 || index >= size) {
        chunk = -1;
        return;
      }
      int before = 0;
      if (index < size / 2) {
        while (before + chunk(chunk).count() <= index) {
          before += chunk(chunk).count();
          chunk++;
        }
      } else {
        chunk = chunks - 1;
        before = size - chunk(chunk).count();
        while (before > index) {
          chunk--;
          before -= chunk(chunk).count();
        }
      }
      seek(index - before);
    }

    private void seek(int within) {
      Chunk here = chunk(chunk);
      if (within <= here.count() / 2) {
        at = here.head();
        for (int i = 0; i < within; i++) {
          at = here.next(at);
        }
      } else {
        at = here.tail();
        for (int i = here.count(); i > within; i--) {
          at = here.previous(at);
        }
      }
    }

    /** Whether it stands at an element, and has not left the list. */
    public boolean isValid() {
      return chunk >= 0 && chunk < chunks;
    }

    public View show(View into) {
      return chunk(chunk).show(at, into);
    }

    public boolean is(View wanted) {
      return chunk(chunk).is(at, wanted);
    }

    public void advance() {
      Chunk here = chunk(chunk);
      if (right) {
        at = here.next(at);
        if (at == here.tail()) {
          chunk++;
          at = chunk < chunks ? chunk(chunk).head() : 0;
        }
      } else if (at == here.head()) {
        chunk--;
        at = chunk < 0 ? 0 : chunk(chunk).previous(chunk(chunk).tail());
      } else {
        at = here.previous(at);
      }
    }

    /** Removes the element, and goes on to the next. */
    public void remove() {
      Chunk here = chunk(chunk);
      boolean wasHead = at == here.head();
      int next = here.remove(at);
      size--;
      if (here.count() == 0) {
        removeChunk(chunk);
        chunk -= right ? 0 : 1;
        at = !isValid() ? 0 : right ? chunk(chunk).head() : last(chunk(chunk));
      } else if (right) {
        at = next;
        if (at == here.tail()) {
          chunk++;
          at = chunk < chunks ? chunk(chunk).head() : 0;
        }
      } else if (wasHead) {
        chunk--;
        at = chunk < 0 ? 0 : last(chunk(chunk));
      } else {
        at = here.previous(next);
      }
    }

    private int last(Chunk of) {
      return of.previous(of.tail());
    }

    /** Inserts an element on one side of the one it stands at; it is used up then. */
    public void insert(boolean before, View element) {
      Chunk here = chunk(chunk);
      int place = before ? at : here.next(at);
      chunkBytes -= here.bytes();
      place = here.insert(place, element);
      chunkBytes += here.bytes();
      size++;
      if (here.used() > 2 * Chunk.MOST_BYTES && here.count() > 1) {
        split(chunk, Math.max(place, here.next(here.head())));
      }
    }

    /** Puts another element in the place of the one it stands at; it is used up then. */
    public void replace(View element) {
      Chunk here = chunk(chunk);
      chunkBytes -= here.bytes();
      here.insert(here.remove(at), element);
      chunkBytes += here.bytes();
    }
  }

  private void split(int index, int at) {
    Chunk here = chunk(index);
    if (at < here.tail()) {
      insertChunk(index + 1, here.split(at));
    }
  }

  private Chunk chunk(int index) {
    Chunk found = ring[(first + index) & (ring.length - 1)];
    if (found == null) {
      throw new IndexOutOfBoundsException(index);
    }
    return found;
  }

  private void insertChunk(int index, Chunk made) {
    if (chunks == ring.length) {
      @Nullable Chunk[] wider = new Chunk[2 * chunks];
      for (int i = 0; i < chunks; i++) {
        wider[i] = chunk(i);
      }
      ring = wider;
      first = 0;
    }
    int mask = ring.length - 1;
    if (index == 0) {
      first = (first - 1) & mask;
    } else {
      for (int i = chunks; i > index; i--) {
        ring[(first + i) & mask] = ring[(first + i - 1) & mask];
      }
    }
    ring[(first + index) & mask] = made;
    chunks++;
    chunkBytes += made.bytes();
  }

  private void removeChunk(int index) {
    int mask = ring.length - 1;
    chunkBytes -= chunk(index).bytes();
    if (index == 0) {
      ring[first] = null;
      first = (first + 1) & mask;
    } else {
      for (int i = index; i < chunks - 1; i++) {
        ring[(first + i) & mask] = ring[(first + i + 1) & mask];
      }
      ring[(first + chunks - 1) & mask] = null;
    }
    chunks--;
  }
}
