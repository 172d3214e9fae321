package dev.trimaran.raft.node;

import dev.trimaran.base.NodeId;
import dev.trimaran.base.port.Clock;
import dev.trimaran.raft.core.model.Input;
import dev.trimaran.raft.core.model.Refusal;
import dev.trimaran.raft.core.model.Role;
import dev.trimaran.raft.core.model.View;
import dev.trimaran.raft.node.RaftException.Reason;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hand-overs of leadership, and the graceful end: hand over when leading, let the log drain, stop.
 * Lives on the driver's loop, but {@link #isStopped} is for all.
 */
final class Closing {

  private enum Phase {
    RUNNING,
    HANDING_OVER,
    DRAINING,
    STOPPED
  }

  private final Clock clock;
  private final long patienceNanos;
  private final Consumer<Input> step;
  private final BooleanSupplier drained;
  private final Runnable stop;
  private final Map<Long, CompletableFuture<Void>> transfers = new HashMap<>();
  private final Deque<NodeId> successors = new ArrayDeque<>();
  private volatile Phase phase = Phase.RUNNING;
  private long deadline;
  private long lastId;
  private boolean handingOver;

  /** What closing acts upon. */
  record Hooks(Consumer<Input> step, BooleanSupplier drained, Runnable stop) {}

  Closing(Clock clock, long patienceNanos, Hooks hooks) {
    this.clock = clock;
    this.patienceNanos = patienceNanos;
    this.step = hooks.step();
    this.drained = hooks.drained();
    this.stop = hooks.stop();
  }

  boolean isClosing() {
    return phase != Phase.RUNNING;
  }

  boolean isStopped() {
    return phase == Phase.STOPPED;
  }

  void stopped() {
    phase = Phase.STOPPED;
    RaftException cause = new RaftException(Reason.STOPPED, "the node has stopped");
    transfers.values().forEach(future -> future.completeExceptionally(cause));
    transfers.clear();
  }

  void transfer(NodeId target, CompletableFuture<Void> future) {
    long id = ++lastId;
    transfers.put(id, future);
    step.accept(new Input.TransferRequested(id, target));
  }

  void transferEnded(long id, @Nullable Refusal failure) {
    CompletableFuture<Void> future = transfers.remove(id);
    if (future == null) {
      return;
    }
    if (failure == null) {
      future.complete(null);
    } else {
      String why = failure == Refusal.NO_LEADER ? "this node does not lead" : failure.toString();
      future.completeExceptionally(
          new RaftException(Reason.TRANSFER, "leadership was not handed over: " + why));
    }
  }

  void begin(View view) {
    if (phase != Phase.RUNNING) {
      return;
    }
    phase = Phase.HANDING_OVER;
    deadline = clock.nanoTime() + patienceNanos;
    for (NodeId voter : view.configuration().voters()) {
      if (!voter.equals(view.self())) {
        successors.add(voter);
      }
    }
  }

  /** Called at the end of each poll. */
  void progress(View view) {
    if (phase == Phase.RUNNING || phase == Phase.STOPPED) {
      return;
    }
    boolean late = clock.nanoTime() - deadline >= 0;
    if (phase == Phase.HANDING_OVER) {
      if (view.role() != Role.LEADER || late || (successors.isEmpty() && !handingOver)) {
        phase = Phase.DRAINING;
      } else if (!handingOver) {
        handOver(successors.remove());
      }
    }
    if (phase == Phase.DRAINING && (drained.getAsBoolean() || late)) {
      stop.run();
    }
  }

  private void handOver(NodeId successor) {
    handingOver = true;
    CompletableFuture<Void> done = new CompletableFuture<>();
    done.whenComplete((nothing, failure) -> handingOver = false);
    transfer(successor, done);
  }
}
