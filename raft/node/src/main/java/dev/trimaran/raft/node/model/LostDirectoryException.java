package dev.trimaran.raft.node.model;

import dev.trimaran.base.NodeId;
import java.io.IOException;

/** Another voter knows this node by another directory than the one it was started with. */
public final class LostDirectoryException extends IOException {

  private static final long serialVersionUID = 1L;

  public LostDirectoryException(NodeId self, NodeId peer) {
    super(
        "node %s has taken part with another data directory, as node %s knows. If that directory"
                .formatted(self, peer)
            + " still exists, start the node with it. If it is lost, start the node with an empty"
            + " one and the option to rejoin (RaftNodeConfig.withRejoin): it then has no say until"
            + " it holds again what it may have promised.");
  }
}
