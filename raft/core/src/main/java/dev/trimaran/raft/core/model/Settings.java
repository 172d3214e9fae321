package dev.trimaran.raft.core.model;

import java.util.Set;

/**
 * What is set for a node and never changes.
 *
 * @param bugs switched on by tests only; empty in production
 */
public record Settings(RaftLimits limits, Set<PlantedBug> bugs) {

  public Settings {
    bugs = Set.copyOf(bugs);
  }
}
