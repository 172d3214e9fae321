package dev.trimaran.cache.core.tracking;

import java.util.Arrays;
import java.util.function.LongConsumer;
import java.util.function.LongPredicate;

/**
 * The clients that have read a key, by their numbers in ascending order. Those that are gone stay
 * until there is no room for another, so that there are never twice as many as clients.
 */
final class Readers {

  private long[] ids = new long[1];
  private int count;

  int count() {
    return count;
  }

  /** Answers by how much there are more of them now; negative when others were found gone. */
  int add(long id, LongPredicate present) {
    int at = Arrays.binarySearch(ids, 0, count, id);
    if (at >= 0) {
      return 0;
    }
    int before = count;
    if (count == ids.length) {
      drop(present);
      at = Arrays.binarySearch(ids, 0, count, id);
    }
    if (count == ids.length) {
      ids = Arrays.copyOf(ids, count + Math.max(1, count / 2));
    }
    int place = -at - 1;
    System.arraycopy(ids, place, ids, place + 1, count - place);
    ids[place] = id;
    count++;
    return count - before;
  }

  private void drop(LongPredicate present) {
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if (present.test(ids[i])) {
        ids[kept++] = ids[i];
      }
    }
    count = kept;
  }

  void forEach(LongConsumer visitor) {
    for (int i = 0; i < count; i++) {
      visitor.accept(ids[i]);
    }
  }
}
