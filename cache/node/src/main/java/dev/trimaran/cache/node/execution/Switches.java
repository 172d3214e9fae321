package dev.trimaran.cache.node.execution;

import dev.trimaran.cache.node.listener.Connection;
import dev.trimaran.cache.node.persistence.Persistence;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who has turned the append log on or off, and is answered once the disk is as was asked: with a
 * snapshot that the log goes on from, or with the whole log.
 */
final class Switches {

  private final Persistence persistence;
  private final Holds holds;
  private final Set<Connection> waiting = new LinkedHashSet<>();

  Switches(Persistence persistence, Holds holds) {
    this.persistence = persistence;
    this.holds = holds;
  }

  /** Turns it on or off for a client, or, with null, for the process itself. */
  void appendOnly(boolean on, @Nullable Connection asking) {
    persistence.appendOnly(on);
    if (asking != null && persistence.isSwitching()) {
      waiting.add(asking);
    }
  }

  boolean holds(Connection connection) {
    return waiting.contains(connection);
  }

  void forget(Connection connection) {
    waiting.remove(connection);
  }

  /** Lets those that wait go on, once what they have asked for is so. */
  void settle() {
    if (waiting.isEmpty() || persistence.isSwitching()) {
      return;
    }
    List<Connection> answered = List.copyOf(waiting);
    waiting.clear();
    persistence.settle();
    for (Connection connection : answered) {
      holds.add(connection::release, persistence.appended());
    }
    holds.release(persistence.durable());
  }
}
