package dev.trimaran.raft.kv.api;

import dev.trimaran.raft.node.RaftNode;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Serves clients that would rather fail than be answered by a node that is cut off: those that send
 * the metadata {@code hasleader: true}. A call fails at once while no leader is known; an open
 * stream ends when there was none for three election timeouts, as reconnecting costs more.
 */
final class LeaderWatch {

  private static final int PATIENCE = 3;

  private final RaftNode node;
  private final long electionNanos;
  private final Set<Runnable> streams = ConcurrentHashMap.newKeySet();
  private long lastSeen;

  LeaderWatch(RaftNode node, ApiLimits limits, long now) {
    this.node = node;
    this.electionNanos = limits.electionTimeout().toNanos();
    this.lastSeen = now;
  }

  boolean leaderless() {
    return node.view().leader() == null;
  }

  /** Runs {@code end} when the leader is gone for too long, unless it is forgotten before. */
  void watch(Runnable end) {
    streams.add(end);
  }

  void forget(Runnable end) {
    streams.remove(end);
  }

  /** Called by one thread a few times for each election timeout. */
  void tick(long now) {
    if (!leaderless()) {
      lastSeen = now;
    } else if (now - lastSeen >= PATIENCE * electionNanos) {
      for (Runnable end : streams) {
        streams.remove(end);
        end.run();
      }
    }
  }
}
