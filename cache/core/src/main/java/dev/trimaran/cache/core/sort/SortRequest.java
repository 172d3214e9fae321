package dev.trimaran.cache.core.sort;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.core.model.Refusals;
import dev.trimaran.cache.core.model.Word;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code SORT} was asked for.
 *
 * @param by the pattern of the keys that hold the weights; null: the elements are the weights
 * @param unsorted the pattern names no element's key: the order is left as it is
 * @param get what is told of each element; empty: the element itself
 * @param offset how many to leave out at the start
 * @param limit how many to tell at most; negative: all
 * @param descending the greatest first
 * @param alpha by bytes, not as numbers
 * @param storeArgument the argument that names the key for the result; 0: it is the reply
 */
record SortRequest(
    byte @Nullable [] by,
    boolean unsorted,
    List<byte[]> get,
    long offset,
    long limit,
    boolean descending,
    boolean alpha,
    int storeArgument) {

  private static final Word ASC = Word.of("ASC");
  private static final Word DESC = Word.of("DESC");
  private static final Word ALPHA = Word.of("ALPHA");
  private static final Word LIMIT = Word.of("LIMIT");
  private static final Word STORE = Word.of("STORE");
  private static final Word BY = Word.of("BY");
  private static final Word GET = Word.of("GET");

  static SortRequest read(Call call, boolean mayStore) {
    return new Reading(call, mayStore).read();
  }

  /** The options as they are met. */
  private static final class Reading {
    private final Call call;
    private final boolean mayStore;
    private final List<byte[]> get = new ArrayList<>();
    private byte @Nullable [] by;
    private long offset;
    private long limit = -1;
    private boolean descending;
    private boolean alpha;
    private int storeArgument;

    Reading(Call call, boolean mayStore) {
      this.call = call;
      this.mayStore = mayStore;
    }

    SortRequest read() {
      int at = 2;
      while (at < call.count()) {
        at += option(at);
      }
      boolean unsorted = by != null && indexOf(by, (byte) '*') < 0;
      return new SortRequest(
          by, unsorted, List.copyOf(get), offset, limit, descending, alpha, storeArgument);
    }

    /** Reads one option; answers how many arguments it took. */
    private int option(int at) {
      Arguments all = call.arguments();
      int left = call.count() - at - 1;
      if (all.is(at, ASC)) {
        descending = false;
        return 1;
      } else if (all.is(at, DESC)) {
        descending = true;
        return 1;
      } else if (all.is(at, ALPHA)) {
        alpha = true;
        return 1;
      } else if (all.is(at, LIMIT) && left >= 2) {
        offset = call.integer(at + 1);
        limit = call.integer(at + 2);
        return 3;
      } else if (mayStore && all.is(at, STORE) && left >= 1) {
        storeArgument = at + 1;
        return 2;
      } else if (all.is(at, BY) && left >= 1) {
        by = all.copy(at + 1);
        return 2;
      } else if (all.is(at, GET) && left >= 1) {
        get.add(all.copy(at + 1));
        return 2;
      }
      throw Refusals.SYNTAX;
    }
  }

  static int indexOf(byte[] bytes, byte wanted) {
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    return -1;
  }
}
