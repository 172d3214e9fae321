package dev.trimaran.cache.core.resp;

import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.core.model.Raw;

/**
 * Glances at the requests that wait in an input, without reading them: which keys are they about?
 * The store can then fetch from memory what they will need, all at once. Whatever is unusual ends
 * the glance; that costs speed and nothing else, since {@link RequestParser} alone decides what a
 * request is.
 */
public final class Lookahead {

  private static final int MOST = 32;
  private static final int MOST_DIGITS = 6;
  private static final int LONGEST_KEY = 256;

  private final Arguments keys = new Arguments();
  private byte[] array = new byte[0];
  private int at;
  private int end;

  /** The first arguments of the requests that were met, which are mostly keys. */
  public Arguments keys() {
    return keys;
  }

  /**
   * Glances at requests that begin at the input's start and are complete.
   *
   * @return how many requests later another glance is worth while, 1 or more
   */
  public int glance(Input input) {
    array = input.array();
    at = input.start();
    end = input.end();
    keys.begin(array);
    while (keys.count() < MOST && request()) {
      if (repeats(keys.count() - 1)) {
        keys.begin(array);
        return MOST;
      }
    }
    return Math.max(1, keys.count());
  }

  /** Adds the first argument of the next request; answers false where there is none. */
  private boolean request() {
    int count = number('*');
    if (count < 2 || !skip()) {
      return false;
    }
    int length = number('$');
    int key = at;
    if (length > LONGEST_KEY || !pass(length)) {
      return false;
    }
    for (int i = 2; i < count; i++) {
      if (!skip()) {
        return false;
      }
    }
    keys.add(key, length);
    return true;
  }

  private boolean skip() {
    return pass(number('$'));
  }

  /** Passes a bulk string of that length, if it is one and it is complete. */
  private boolean pass(int length) {
    if (length < 0 || end - at < length + 2) {
      return false;
    }
    at += length + 2;
    return true;
  }

  /** The short number on a line that begins with {@code kind}; -1 where there is none. */
  private int number(char kind) {
    if (at >= end || array[at] != kind) {
      return -1;
    }
    int to = at + 1;
    int most = Math.min(end, to + MOST_DIGITS);
    int number = 0;
    while (to < most && array[to] >= '0' && array[to] <= '9') {
      number = number * 10 + array[to++] - '0';
    }
    if (to == at + 1 || to >= end || array[to] != '\r') {
      return -1;
    }
    at = to + 2;
    return number;
  }

  /** Whether a key is the same as the one before: one collection that is worked on. */
  private boolean repeats(int index) {
    if (index == 0) {
      return false;
    }
    int one = keys.offset(index);
    int other = keys.offset(index - 1);
    int length = keys.length(index);
    return length == keys.length(index - 1) && Raw.same(array, one, array, other, length);
  }
}
