package dev.trimaran.raft.node.simulation.cluster;

import dev.trimaran.base.NodeId;
import dev.trimaran.base.port.World;
import dev.trimaran.raft.core.model.Configuration;
import dev.trimaran.raft.node.RaftNode;
import dev.trimaran.raft.node.simulation.model.Witness;
import dev.trimaran.raft.node.simulation.store.Store;
import java.io.IOException;

/** Starts one node over what its disk holds. */
@FunctionalInterface
public interface NodeFactory {

  /** All that a node is started with. */
  record Start(
      NodeId id,
      World world,
      Configuration configuration,
      Options options,
      Store store,
      Witness witness) {}

  RaftNode start(Start start) throws IOException;
}
