package dev.trimaran.raft.node.model;

import dev.trimaran.base.Checks;

/**
 * When a node takes a snapshot of its machine and drops log. A snapshot above 16 MiB also waits
 * until as many bytes of log have come since.
 *
 * @param everyEntries after so many entries since the last one
 * @param everyLogBytes or after so many bytes of commands
 * @param retainedEntries entries kept before a snapshot, for followers that lag a little
 */
public record SnapshotPolicy(long everyEntries, long everyLogBytes, long retainedEntries) {

  /** Every 100,000 entries or 256 MiB; 5,000 entries retained. */
  public static final SnapshotPolicy DEFAULT = new SnapshotPolicy(100_000, 256L << 20, 5_000);

  public SnapshotPolicy {
    Checks.argument(everyEntries > 0, "everyEntries is positive");
    Checks.argument(everyLogBytes > 0, "everyLogBytes is positive");
    Checks.argument(retainedEntries >= 0, "retainedEntries is not negative");
  }
}
