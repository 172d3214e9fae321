package dev.trimaran.raft.node.model;

import java.io.IOException;

/** The data directory belongs to another cluster, group or node. */
public final class WrongDirectoryException extends IOException {

  private static final long serialVersionUID = 1L;

  public WrongDirectoryException(String file, StorageIdentity found, StorageIdentity expected) {
    super(
        "%s belongs to %s, but this is %s. Point the data directory of this node at its own files,"
                .formatted(file, text(found), text(expected))
            + " or start it with an empty directory as a new node.");
  }

  private static String text(StorageIdentity identity) {
    return "node %s of cluster %x, group %d"
        .formatted(identity.node(), identity.clusterId(), identity.group());
  }
}
