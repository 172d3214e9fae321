package dev.trimaran.raft.node.simulation.invariant;

import dev.trimaran.raft.node.simulation.model.Invariant;
import java.util.HashMap;
import java.util.Map;

/** A command is applied at one index only, however often it was sent (dissertation 6.3). */
public final class ExactlyOnce implements Invariant {

  private final Map<Long, Long> indexes = new HashMap<>();

  @Override
  public void applied(Application application) {
    if (application.command() == 0) {
      return;
    }
    Long known = indexes.putIfAbsent(application.command(), application.index());
    if (known != null && known != application.index()) {
      throw new Broken(
          "exactly once",
          "command "
              + application.command()
              + " is applied at index "
              + known
              + " and at index "
              + application.index());
    }
  }
}
