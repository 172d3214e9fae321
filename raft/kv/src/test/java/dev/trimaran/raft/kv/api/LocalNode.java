package dev.trimaran.raft.kv.api;

import dev.trimaran.base.NodeId;
import dev.trimaran.raft.core.model.Configuration;
import dev.trimaran.raft.core.model.Role;
import dev.trimaran.raft.core.model.View;
import dev.trimaran.raft.kv.machine.KvMachine;
import dev.trimaran.raft.node.RaftException;
import dev.trimaran.raft.node.RaftNode;
import dev.trimaran.raft.node.StateMachine;
import dev.trimaran.raft.node.model.NodeMetrics;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A group of one that applies a command the moment it is proposed; it can be told to fail. */
final class LocalNode implements RaftNode {

  static final NodeId SELF = new NodeId(0x51);
  static final NodeId OTHER = new NodeId(0x52);

  private final KvMachine machine;
  private final CompletableFuture<Void> stopped = new CompletableFuture<>();
  private long index;
  private @Nullable AskHandler handler;
  private volatile @Nullable NodeId leader = SELF;
  private volatile RaftException.@Nullable Reason failure;

  LocalNode(KvMachine machine) {
    this.machine = machine;
  }

  /** From now on every request fails so, or none when null. */
  void fail(RaftException.@Nullable Reason reason) {
    failure = reason;
  }

  /** From now on this node leads, another does, or none when null. */
  void lead(@Nullable NodeId next) {
    leader = next;
  }

  @Override
  public synchronized CompletableFuture<StateMachine.Result> propose(byte[] command) {
    RaftException.Reason reason = failure;
    if (reason != null) {
      return CompletableFuture.failedFuture(new RaftException(reason, "told to fail"));
    }
    StateMachine.Result result = machine.apply(++index, view().term(), command);
    machine.batchApplied(index);
    return CompletableFuture.completedFuture(result);
  }

  @Override
  public CompletableFuture<Long> readIndex() {
    RaftException.Reason reason = failure;
    return reason == null
        ? CompletableFuture.completedFuture(index)
        : CompletableFuture.failedFuture(new RaftException(reason, "told to fail"));
  }

  @Override
  public CompletableFuture<Void> transferLeadership(NodeId target) {
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public View view() {
    NodeId now = leader;
    Role role = SELF.equals(now) ? Role.LEADER : Role.FOLLOWER;
    Configuration all = Configuration.of(Set.of(SELF, OTHER));
    return new View(SELF, role, 7, null, now, 1, 0, index, index, index, index, 7, all);
  }

  @Override
  public long applied() {
    return index;
  }

  @Override
  public void onRoleChange(RoleListener listener) {
    listener.changed(view());
  }

  /** The other node, asked, has the clock of this one: as if it led. */
  @Override
  public CompletableFuture<byte[]> ask(NodeId peer, byte[] question, Duration timeout) {
    AskHandler asked = handler;
    if (asked == null) {
      throw new AssertionError("nobody answers");
    }
    return asked.answer(SELF, question);
  }

  @Override
  public void onAsk(AskHandler next) {
    handler = next;
  }

  @Override
  public NodeMetrics metrics() {
    throw new UnsupportedOperationException("no metrics here");
  }

  @Override
  public CompletableFuture<Void> stopped() {
    return stopped;
  }

  @Override
  public void shutdown() {
    stopped.complete(null);
  }

  @Override
  public void close() {
    shutdown();
  }
}
