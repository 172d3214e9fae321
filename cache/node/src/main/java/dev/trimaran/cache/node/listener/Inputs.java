package dev.trimaran.cache.node.listener;

import dev.trimaran.cache.core.resp.Input;
import java.util.ArrayDeque;

/**
 * The inputs that no connection needs at the moment. A connection has one only while it holds bytes
 * of a request that is not whole, so that a few inputs serve many connections, and their arrays are
 * used again. Those that lay here all through a {@link #trim period} are given up.
 */
final class Inputs {

  private static final int MOST = 64;

  private final ArrayDeque<Input> spare = new ArrayDeque<>();
  private int fewest;

  Input borrow() {
    Input taken = spare.pollLast();
    fewest = Math.min(fewest, spare.size());
    return taken == null ? new Input() : taken;
  }

  void giveBack(Input input) {
    if (spare.size() < MOST) {
      input.reset();
      spare.addLast(input);
    }
  }

  /** Gives up what was not needed since the last time. */
  void trim() {
    for (; fewest > 0; fewest--) {
      spare.pollFirst();
    }
    fewest = spare.size();
  }

  int size() {
    return spare.size();
  }
}
