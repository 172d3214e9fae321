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
    return progress == null ? 0 : progress.match();
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
