package dev.trimaran.raft.node;

import dev.trimaran.base.NodeId;
import dev.trimaran.base.port.Randomness;
import dev.trimaran.raft.core.model.Configuration;
import dev.trimaran.raft.core.model.Consensus;
import dev.trimaran.raft.core.model.RaftLimits;
import dev.trimaran.raft.core.model.Restored;

/** Makes the consensus of a node: the production core, or one of your own. */
@FunctionalInterface
public interface ConsensusFactory {

  /**
   * @param initial who decides while neither snapshot nor log says otherwise
   * @param restored what storage found
   */
  Consensus create(
      NodeId self,
      Configuration initial,
      RaftLimits limits,
      Restored restored,
      Randomness randomness);
}
