package dev.trimaran.raft.node;

import dev.trimaran.base.Checks;
import dev.trimaran.base.NodeId;
import dev.trimaran.raft.core.model.View;
import dev.trimaran.raft.node.RaftException.Reason;
import dev.trimaran.raft.node.model.NodeLimits;
import dev.trimaran.raft.node.model.NodeMetrics;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The face of a running node; hands everything to its loops. */
final class RunningNode implements RaftNode {

  private final NodeRuntime runtime;
  private final Parts parts;
  private final NodeLimits limits;

  RunningNode(NodeRuntime runtime) {
    this.runtime = runtime;
    this.parts = runtime.parts();
    this.limits = parts.config().limits();
  }

  @Override
  public CompletableFuture<StateMachine.Result> propose(byte[] command) {
    if (command.length > limits.maxCommandBytes()) {
      return failed(
          Reason.TOO_LARGE,
          "a command of %d bytes exceeds the limit of %d"
              .formatted(command.length, limits.maxCommandBytes()));
    }
    if (runtime.isStopped()) {
      return failed(Reason.STOPPED, "the node has stopped");
    }
    if (!parts.proposals().admit()) {
      return failed(
          Reason.OVERLOADED,
          "%d proposals are in flight at this node; try again later"
              .formatted(limits.maxInFlight()));
    }
    Pending pending = new Pending(command);
    parts.inbox().add(new Event.Propose(pending));
    return whenStillRunning(pending.future);
  }

  @Override
  public CompletableFuture<Long> readIndex() {
    if (runtime.isStopped()) {
      return failed(Reason.STOPPED, "the node has stopped");
    }
    if (!parts.reads().admit()) {
      return failed(
          Reason.OVERLOADED,
          "%d reads are in flight at this node; try again later".formatted(limits.maxReads()));
    }
    Reads.Call call = new Reads.Call();
    parts.inbox().add(new Event.Read(call));
    return whenStillRunning(call.future);
  }

  @Override
  public CompletableFuture<Void> transferLeadership(NodeId target) {
    CompletableFuture<Void> future = new CompletableFuture<>();
    parts.inbox().execute(() -> runtime.closing().transfer(target, future));
    return whenStillRunning(future);
  }

  @Override
  public View view() {
    return runtime.driver().view();
  }

  @Override
  public long applied() {
    return runtime.applier().applied();
  }

  @Override
  public LogReader log() {
    LogReader log = runtime.log();
    return log == null ? RaftNode.super.log() : log;
  }

  @Override
  public LogRewriter rewriter() {
    CommittedLog log = runtime.log();
    return log == null ? RaftNode.super.rewriter() : log.rewriter();
  }

  @Override
  public void onRoleChange(RoleListener listener) {
    runtime.driver().listen(listener);
  }

  @Override
  public CompletableFuture<byte[]> ask(NodeId peer, byte[] question, Duration timeout) {
    Checks.argument(timeout.isPositive(), "a timeout is positive");
    if (question.length > limits.maxAskBytes()) {
      return failed(
          Reason.TOO_LARGE,
          "a question of %d bytes exceeds the limit of %d"
              .formatted(question.length, limits.maxAskBytes()));
    }
    Asks.Question asked = Asks.Question.of(peer, question, timeout);
    parts.inbox().execute(() -> runtime.asks().ask(asked));
    return whenStillRunning(asked.answer());
  }

  @Override
  public void onAsk(AskHandler handler) {
    parts.inbox().execute(() -> runtime.asks().handler(handler));
  }

  @Override
  public NodeMetrics metrics() {
    return runtime.metrics();
  }

  @Override
  public CompletableFuture<Void> stopped() {
    return runtime.stopped().copy();
  }

  @Override
  public void shutdown() {
    parts.inbox().execute(() -> runtime.closing().begin(view()));
  }

  @Override
  public void close() {
    shutdown();
    long patience = limits.closeTimeout().plusSeconds(5).toNanos();
    try {
      runtime.stopped().get(patience, TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      runtime.stop(null); // the driver hangs in the user's code: what is left is cut off
    } catch (ExecutionException e) {
      Checks.that(runtime.isStopped(), "a node that failed has stopped"); // told by stopped()
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Stops at once, as a crash would as far as peers can tell. */
  void abort() {
    parts.inbox().execute(() -> runtime.stop(null));
  }

  /** What is added to the inbox of a node that has stopped meanwhile is answered here. */
  private <T> CompletableFuture<T> whenStillRunning(CompletableFuture<T> future) {
    if (runtime.isStopped()) {
      future.completeExceptionally(new RaftException(Reason.STOPPED, "the node has stopped"));
    }
    return future;
  }

  private static <T> CompletableFuture<T> failed(Reason reason, String message) {
    return CompletableFuture.failedFuture(new RaftException(reason, message));
  }
}
