package dev.trimaran.raft.node;

import dev.trimaran.base.port.World;
import dev.trimaran.raft.core.model.PlantedBug;
import java.io.IOException;
import java.util.Set;

/** Starts nodes in which known bugs are switched on, which no configuration can do. */
public final class PlantedNode {

  private PlantedNode() {}

  /** As {@link RaftNode#start}; the factory sees to the bugs of the core. */
  public static RaftNode start(
      World world,
      RaftNodeConfig config,
      StateMachine machine,
      ConsensusFactory consensus,
      Set<PlantedBug> bugs)
      throws IOException {
    return new RunningNode(NodeRuntime.start(world, config, machine, consensus, bugs));
  }
}
