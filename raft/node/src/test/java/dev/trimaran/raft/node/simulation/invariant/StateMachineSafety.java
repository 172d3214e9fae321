package dev.trimaran.raft.node.simulation.invariant;

import dev.trimaran.raft.node.simulation.model.Invariant;
import java.util.HashMap;
import java.util.Map;

/**
 * All machines go through the same states (figure 3): the digest after an index is the same
 * wherever that index is reached, by applying or from a snapshot.
 */
public final class StateMachineSafety implements Invariant {

  private final Map<Long, Long> digests = new HashMap<>();

  @Override
  public void applied(Application application) {
    Long known = digests.putIfAbsent(application.index(), application.digest());
    if (known != null && known != application.digest()) {
      throw new Broken(
          "state-machine safety",
          application.node().id() + " differs from others at index " + application.index());
    }
  }
}
