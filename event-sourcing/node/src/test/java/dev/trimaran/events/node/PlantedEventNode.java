package dev.trimaran.events.node;

import dev.trimaran.base.port.World;
import dev.trimaran.events.core.model.PlantedBug;
import dev.trimaran.raft.node.RaftGroups;
import java.io.IOException;
import java.util.Set;

/** Starts nodes in which known bugs are switched on, which no configuration can do. */
public final class PlantedEventNode {

  private PlantedEventNode() {}

  /** As {@link EventNode#start}. */
  public static EventNode start(
      RaftGroups groups, World world, EventNodeConfig config, Set<PlantedBug> bugs)
      throws IOException {
    return EventNode.start(groups, world, config, bugs);
  }
}
