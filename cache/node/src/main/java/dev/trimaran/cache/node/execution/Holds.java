package dev.trimaran.cache.node.execution;

import java.util.ArrayDeque;

/**
 * What waits for the append log to be as safe as was promised, in the order of what it waits for.
 */
final class Holds {

  private record Hold(Runnable then, long until) {}

  private final ArrayDeque<Hold> waiting = new ArrayDeque<>();

  /** Has {@code then} done once so many requests of the log are safe. */
  void add(Runnable then, long until) {
    waiting.add(new Hold(then, until));
  }

  /** So many are safe: those that waited for no more go on. */
  void release(long safe) {
    while (!waiting.isEmpty() && waiting.getFirst().until() <= safe) {
      waiting.removeFirst().then().run();
    }
  }
}
