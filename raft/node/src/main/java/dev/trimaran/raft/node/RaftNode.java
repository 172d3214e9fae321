package dev.trimaran.raft.node;

import dev.trimaran.base.NodeId;
import dev.trimaran.raft.core.model.View;
import java.time.Duration;
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

  /** Told of changes of role, term and leader, in order, on the node's thread. */
  void onRoleChange(RoleListener listener);

  /** Asks a peer (or this node itself) something outside the log; see {@link #onAsk}. */
  CompletableFuture<byte[]> ask(NodeId peer, byte[] question, Duration timeout);

  /** Answers what peers {@link #ask}. */
  void onAsk(AskHandler handler);

  /** Completes when the node has stopped; exceptionally when a fault stopped it. */
  CompletableFuture<Void> stopped();

  /** Stops gracefully: hands leadership over when it leads, then stops. */
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
