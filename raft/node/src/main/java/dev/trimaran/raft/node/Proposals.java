package dev.trimaran.raft.node;

import dev.trimaran.base.port.Clock;
import dev.trimaran.raft.core.model.Proposal;
import dev.trimaran.raft.core.model.Refusal;
import dev.trimaran.raft.node.RaftException.Reason;
import dev.trimaran.raft.node.model.Counter;
import dev.trimaran.raft.node.model.NodeLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The proposals of this node's clients, under one session. A proposal that was refused, or that has
 * shown no outcome for long, is proposed again under its sequence number until it is too old: the
 * session table of the machine sees to it that it is applied once.
 *
 * <p>{@link #admit} is called by any thread, {@link #complete} by the applier, the rest by the
 * driver.
 */
final class Proposals {

  private static final int WINDOW = NodeLimits.MAX_WINDOW;
  private static final int MASK = WINDOW - 1;
  private static final int TAKEN_BYTES = 1 << 20;

  private final long session;
  private final NodeLimits limits;
  private final Clock clock;
  private final long patienceTicks;

  /** By sequence; a slot is emptied by whoever settles the proposal. */
  private final AtomicReferenceArray<@Nullable Pending> slots = new AtomicReferenceArray<>(WINDOW);

  private final AtomicInteger inFlight = new AtomicInteger();
  private final List<Pending> retries = new ArrayList<>();
  private final List<Proposal> next = new ArrayList<>();
  private long lowest = 1;
  private long nextSequence = 1;
  private long ticks;

  final Counter accepted = new Counter();
  final Counter reproposed = new Counter();

  Proposals(long session, NodeLimits limits, Clock clock, int electionTicks) {
    this.session = session;
    this.limits = limits;
    this.clock = clock;
    this.patienceTicks = 2L * electionTicks;
  }

  long session() {
    return session;
  }

  /** Takes a place among those in flight; false when there is none. */
  boolean admit() {
    if (inFlight.incrementAndGet() > limits.maxInFlight()) {
      inFlight.decrementAndGet();
      return false;
    }
    return true;
  }

  /** An admitted proposal reaches the driver. */
  void add(Pending pending) {
    advance();
    if (nextSequence - lowest >= WINDOW - 1) {
      fail(pending, Reason.OVERLOADED, "an older proposal has no outcome yet; try again later");
      return;
    }
    pending.sequence = nextSequence++;
    pending.deadlineNanos = clock.nanoTime() + limits.proposalTimeout().toNanos();
    byte[] data = Commands.encode(session, pending.sequence, lowest, pending.command);
    pending.proposal = new Proposal(pending.sequence, data);
    slots.set(slot(pending.sequence), pending);
    accepted.add(1);
    attempt(pending);
  }

  /**
   * What is to be proposed now, in order; the caller takes it, until nothing is given. About a
   * mebibyte at a time, or one that is larger: they may be forwarded together, and a frame holds
   * only so much.
   */
  List<Proposal> takeNext() {
    if (next.isEmpty()) {
      return List.of();
    }
    int count = 0;
    long bytes = 0;
    while (count < next.size() && bytes < TAKEN_BYTES) {
      bytes += next.get(count++).data().length;
    }
    List<Proposal> first = next.subList(0, count);
    List<Proposal> taken = List.copyOf(first);
    first.clear();
    return taken;
  }

  /** The core appended none of these; they are tried again after a tick. */
  void refused(List<Long> ids, Refusal why) {
    for (long id : ids) {
      Pending pending = slots.get(slot(id));
      if (pending != null && pending.sequence == id) {
        pending.refusals++;
        retry(pending);
      }
    }
  }

  /** A new leader: whatever has no outcome is proposed again. */
  void leaderChanged() {
    for (long sequence = lowest; sequence < nextSequence; sequence++) {
      Pending pending = slots.get(slot(sequence));
      if (pending != null) {
        retry(pending);
      }
    }
  }

  /**
   * Time passes: proposes again, gives up on what is too old.
   *
   * @param leaderKnown whether there is somebody to propose to
   */
  void tick(boolean leaderKnown) {
    ticks++;
    advance();
    expire();
    if (ticks % (patienceTicks / 4) == 0) {
      for (long sequence = lowest; sequence < nextSequence; sequence++) {
        Pending pending = slots.get(slot(sequence));
        if (pending != null && ticks - pending.lastAttemptTick > patienceTicks) {
          retry(pending);
        }
      }
    }
    if (leaderKnown) {
      for (Pending pending : retries) {
        pending.waitsForRetry = false;
        if (slots.get(slot(pending.sequence)) == pending) {
          reproposed.add(1);
          attempt(pending);
        }
      }
      retries.clear();
    }
  }

  /** The command was applied; called by the applier. */
  void complete(long sequence, StateMachine.Result result) {
    Pending pending = take(sequence);
    if (pending != null) {
      pending.future.complete(result);
    }
  }

  /** Fails everything without outcome. */
  void stop(String why) {
    for (long sequence = lowest; sequence < nextSequence; sequence++) {
      Pending pending = take(sequence);
      if (pending != null) {
        fail(pending.future, Reason.STOPPED, why);
      }
    }
  }

  /** Fails an admitted proposal that was never proposed. */
  void fail(Pending pending, Reason reason, String message) {
    inFlight.decrementAndGet();
    fail(pending.future, reason, message);
  }

  private void attempt(Pending pending) {
    pending.attempts++;
    pending.lastAttemptTick = ticks;
    Proposal proposal = pending.proposal;
    if (proposal != null) {
      next.add(proposal);
    }
  }

  private void retry(Pending pending) {
    if (!pending.waitsForRetry) {
      pending.waitsForRetry = true;
      retries.add(pending);
    }
  }

  private void expire() {
    long now = clock.nanoTime();
    for (long sequence = lowest; sequence < nextSequence; sequence++) {
      Pending pending = slots.get(slot(sequence));
      if (pending == null) {
        continue;
      }
      if (now - pending.deadlineNanos < 0) {
        return; // those after it are younger
      }
      if (slots.compareAndSet(slot(sequence), pending, null)) {
        boolean definite = pending.certainlyNotAppended();
        fail(
            pending,
            definite ? Reason.NO_LEADER : Reason.TIMEOUT,
            definite
                ? "no leader took the command within " + limits.proposalTimeout()
                : "no outcome within " + limits.proposalTimeout() + "; it may still be applied");
      }
    }
  }

  private void advance() {
    while (lowest < nextSequence && slots.get(slot(lowest)) == null) {
      lowest++;
    }
  }

  private @Nullable Pending take(long sequence) {
    Pending pending = slots.get(slot(sequence));
    if (pending == null
        || pending.sequence != sequence
        || !slots.compareAndSet(slot(sequence), pending, null)) {
      return null;
    }
    inFlight.decrementAndGet();
    return pending;
  }

  private static int slot(long sequence) {
    return (int) sequence & MASK;
  }

  private static void fail(CompletableFuture<?> future, Reason reason, String message) {
    future.completeExceptionally(new RaftException(reason, message));
  }
}
