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

  /**
   * The log was written under another retention.
   *
   * @param kept whether what was found is kept for ever
   */
  public WrongDirectoryException(String file, boolean kept) {
    super(
        file
            + (kept
                ? " is of a log that is kept for ever, but this group drops what its snapshots hold."
                : " is of a log that drops what its snapshots hold, but this group keeps all.")
            + " Start it with the retention it was made with, or with an empty directory as a new"
            + " node.");
  }

  private static String text(StorageIdentity identity) {
    return "node %s of cluster %x, group %d"
        .formatted(identity.node(), identity.clusterId(), identity.group());
  }
}
