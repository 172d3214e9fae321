package dev.trimaran.raft.core.role;

import dev.trimaran.base.NodeId;
import dev.trimaran.raft.core.model.Configuration;
import dev.trimaran.raft.core.model.RaftLimits;
import dev.trimaran.raft.core.model.Role;
import dev.trimaran.raft.core.progress.Progress;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A leader: the progress of its followers, its reads, its clocks of heartbeats and of quorum. */
public final class Leader implements RoleState {

  private final NodeId self;
  private final long openingIndex;
  private final Map<NodeId, Progress> followers = new TreeMap<>();
  private final Map<NodeId, Long> barriers = new TreeMap<>();
  private final ReadRounds reads = new ReadRounds();
  private boolean heartbeatDue;
  private int heartbeatTicks;
  private int quorumTicks;
  private long uncommittedBytes;

  /**
   * @param openingIndex index of the entry that opens the term; all after it are of the term too
   */
  public Leader(NodeId self, long openingIndex) {
    this.self = self;
    this.openingIndex = openingIndex;
  }

  @Override
  public Role role() {
    return Role.LEADER;
  }

  @Override
  public NodeId leader() {
    return self;
  }

  /** Follows a configuration: who is new is probed from {@code next}, who left is forgotten. */
  public void configure(Configuration configuration, long next, RaftLimits limits) {
    followers.keySet().retainAll(configuration.members());
    for (NodeId member : configuration.members()) {
      if (!member.equals(self)) {
        followers.computeIfAbsent(member, id -> new Progress(next, limits));
      }
    }
  }

  public Map<NodeId, Progress> followers() {
    return followers;
  }

  public @Nullable Progress follower(NodeId node) {
    return followers.get(node);
  }

  /** How far {@code node} is known to hold the log; {@code durable} is this node's own. */
  public long match(NodeId node, long durable) {
    if (node.equals(self)) {
      return durable;
    }
    Progress progress = followers.get(node);
    return progress == null || !counts(node) ? 0 : progress.match();
  }

  /** Whether what {@code node} says has weight: it has lost nothing, or holds its barrier. */
  public boolean counts(NodeId node) {
    return !barriers.containsKey(node);
  }

  /** The entry that {@code node} must hold before it counts, 0 when it counts. */
  public long barrier(NodeId node) {
    return barriers.getOrDefault(node, 0L);
  }

  /**
   * A voter lost its log: it is fed from the beginning, and counts once the barrier is committed.
   */
  public void lostAll(NodeId node, long barrier, RaftLimits limits) {
    barriers.put(node, barrier);
    followers.put(node, new Progress(barrier, limits));
  }

  /** Entries up to {@code index} are committed, by those that count. */
  public void committed(long index) {
    barriers.values().removeIf(barrier -> barrier <= index);
  }

  public long openingIndex() {
    return openingIndex;
  }

  public ReadRounds reads() {
    return reads;
  }

  public void requestHeartbeat() {
    heartbeatDue = true;
  }

  public boolean takeHeartbeat() {
    boolean due = heartbeatDue;
    heartbeatDue = false;
    return due;
  }

  /** One tick; returns whether a heartbeat is due. */
  public boolean tickHeartbeat(int interval) {
    heartbeatTicks++;
    if (heartbeatTicks < interval) {
      return false;
    }
    heartbeatTicks = 0;
    heartbeatDue = true;
    return true;
  }

  /** One tick; returns whether it is time to count who was heard. */
  public boolean tickQuorum(int interval) {
    quorumTicks++;
    if (quorumTicks < interval) {
      return false;
    }
    quorumTicks = 0;
    return true;
  }

  public int quorumTicks() {
    return quorumTicks;
  }

  public long uncommittedBytes() {
    return uncommittedBytes;
  }

  public void addUncommittedBytes(long bytes) {
    uncommittedBytes += bytes;
  }
}
