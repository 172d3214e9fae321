package dev.trimaran.raft.core.replication;

import dev.trimaran.raft.core.log.RaftLog;
import dev.trimaran.raft.core.model.PlantedBug;
import dev.trimaran.raft.core.role.Leader;
import dev.trimaran.raft.core.state.CoreState;

/**
 * The commit rule (sections 5.3 and 5.4.2): a leader commits by counting replicas only entries of
 * its own term; those before them are committed with them.
 */
public final class CommitRule {

  private CommitRule() {}

  /** Some match, or the own durable index, advanced. */
  public static void advance(CoreState state) {
    Leader leader = state.leading();
    if (leader == null) {
      return;
    }
    RaftLog log = state.log();
    long durable = log.durable();
    long index = state.quorum().reachedIndex(node -> leader.match(node, durable));
    boolean ownTerm =
        index >= leader.openingIndex() || state.has(PlantedBug.COMMIT_EARLIER_TERM_BY_COUNTING);
    if (index <= log.knownCommit() || !ownTerm) {
      return;
    }
    for (long i = Math.max(log.knownCommit() + 1, leader.openingIndex()); i <= index; i++) {
      leader.addUncommittedBytes(-log.entry(i).data().length);
    }
    log.commitTo(index);
    leader.committed(index);
  }
}
