package dev.trimaran.raft.node;

import dev.trimaran.base.NodeId;
import dev.trimaran.base.port.World;
import dev.trimaran.raft.core.engine.RaftCore;
import dev.trimaran.raft.core.model.View;
import dev.trimaran.raft.node.model.NodeMetrics;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * One running node of one Raft group. Every node answers everything: what only a leader can do is
 * forwarded to it.
 *
 * <p>Futures complete on the node's own threads: continuations must be short or hand off. They fail
 * with {@link RaftException}, which says whether the command may have been applied all the same.
 */
public interface RaftNode extends AutoCloseable {

  /**
   * Starts a node over what its disk holds.
   *
   * @throws IOException when the disk fails, holds another node's files ({@link
   *     dev.trimaran.raft.node.model.WrongDirectoryException}) or damaged ones ({@link
   *     dev.trimaran.raft.node.model.DamagedFileException}); the message says what to do
   */
  static RaftNode start(World world, RaftNodeConfig config, StateMachine machine)
      throws IOException {
    return start(world, config, machine, RaftCore::new);
  }

  /** As the other, with a consensus of your own. */
  static RaftNode start(
      World world, RaftNodeConfig config, StateMachine machine, ConsensusFactory consensus)
      throws IOException {
    return new RunningNode(NodeRuntime.start(world, config, machine, consensus, Set.of()));
  }

  /**
   * Replicates a command and applies it exactly once; completes with the result of applying it
   * here. A change of leader is survived by proposing again under the same session.
   */
  CompletableFuture<StateMachine.Result> propose(byte[] command);

  /**
   * Completes when this node has applied all that was committed when it was called: what is then
   * read from the local machine is linearizable. Calls are batched.
   *
   * @return the index up to which the machine has applied at least
   */
  CompletableFuture<Long> readIndex();

  /** Hands leadership over; completes when the target leads. */
  CompletableFuture<Void> transferLeadership(NodeId target);

  /** The visible consensus state, a moment old. */
  View view();

  /** Index up to which the local machine has applied. */
  long applied();

  /**
   * The committed log, readable by index.
   *
   * @throws IllegalStateException when the group does not keep its log ({@link
   *     dev.trimaran.raft.core.model.Retention#KEEP})
   */
  default LogReader log() {
    throw new IllegalStateException(
        "this group drops the log behind its snapshots; Retention.KEEP keeps it");
  }

  /**
   * Takes data out of the log of this node.
   *
   * @throws IllegalStateException as for {@link #log}
   */
  default LogRewriter rewriter() {
    throw new IllegalStateException(
        "this group drops the log behind its snapshots; Retention.KEEP keeps it");
  }

  /** Told of changes of role, term and leader, in order, on the node's thread. */
  void onRoleChange(RoleListener listener);

  /** Asks a peer (or this node itself) something outside the log; see {@link #onAsk}. */
  CompletableFuture<byte[]> ask(NodeId peer, byte[] question, Duration timeout);

  /** Answers what peers {@link #ask}. */
  void onAsk(AskHandler handler);

  /** What the node has done since it started. */
  NodeMetrics metrics();

  /** Completes when the node has stopped; exceptionally when a fault stopped it. */
  CompletableFuture<Void> stopped();

  /**
   * Begins to stop gracefully: takes no more, hands leadership over when it leads, lets the log
   * drain. Returns at once; see {@link #stopped}.
   */
  void shutdown();

  /** As {@link #shutdown}, and waits for the end. Not to be called on the node's own threads. */
  @Override
  void close();

  /** See {@link #onRoleChange}. */
  @FunctionalInterface
  interface RoleListener {
    void changed(View view);
  }

  /** See {@link #onAsk}. */
  @FunctionalInterface
  interface AskHandler {
    CompletableFuture<byte[]> answer(NodeId from, byte[] question);
  }
}
