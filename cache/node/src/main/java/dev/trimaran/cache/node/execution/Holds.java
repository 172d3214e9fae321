package dev.trimaran.cache.node.execution;

import dev.trimaran.cache.node.listener.Connection;
import java.util.ArrayDeque;

/** Connections whose replies wait for the append log, in the order of what they wait for. */
final class Holds {

  private record Hold(Connection connection, long until) {}

  private final ArrayDeque<Hold> waiting = new ArrayDeque<>();

  /** Holds a connection until so many requests of the log are safe. */
  void add(Connection connection, long until) {
    waiting.add(new Hold(connection, until));
  }

  /** So many are safe: those that waited for no more go on. */
  void release(long safe) {
    while (!waiting.isEmpty() && waiting.getFirst().until() <= safe) {
      waiting.removeFirst().connection().release();
    }
  }
}
