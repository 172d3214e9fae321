package dev.trimaran.raft.node;

import dev.trimaran.base.port.Clock;
import dev.trimaran.raft.node.RaftException.Reason;
import dev.trimaran.raft.node.model.Counter;
import dev.trimaran.raft.node.model.NodeLimits;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Linearizable reads of this node's clients: all that come between two polls are one read. */
final class Reads {

  /** One call of a client. */
  static final class Call {
    final CompletableFuture<Long> future = new CompletableFuture<>();
    long deadlineNanos;
    boolean refused;
  }

  private final NodeLimits limits;
  private final Clock clock;
  private final AtomicInteger inFlight = new AtomicInteger();
  private final Map<Long, List<Call>> asked = new LinkedHashMap<>();
  private List<Call> gathered = new ArrayList<>();
  private List<Call> retries = new ArrayList<>();
  private long lastId;

  final Counter accepted = new Counter();

  Reads(NodeLimits limits, Clock clock) {
    this.limits = limits;
    this.clock = clock;
  }

  boolean admit() {
    if (inFlight.incrementAndGet() > limits.maxReads()) {
      inFlight.decrementAndGet();
      return false;
    }
    return true;
  }

  void add(Call call) {
    call.deadlineNanos = clock.nanoTime() + limits.proposalTimeout().toNanos();
    accepted.add(1);
    gathered.add(call);
  }

  /** The id under which the core is to be asked now, 0 when nobody waits. */
  long takeNext() {
    if (gathered.isEmpty()) {
      return 0;
    }
    asked.put(++lastId, gathered);
    gathered = new ArrayList<>();
    return lastId;
  }

  /** The calls of a read whose index is known, null when they were given up. */
  @Nullable List<Call> ready(long id) {
    return asked.remove(id);
  }

  /** Asked again after a tick. */
  void refused(long id) {
    List<Call> calls = asked.remove(id);
    if (calls != null) {
      calls.forEach(call -> call.refused = true);
      retries.addAll(calls);
    }
  }

  void tick() {
    long now = clock.nanoTime();
    for (Call call : retries) {
      if (now - call.deadlineNanos < 0) {
        gathered.add(call);
      } else {
        fail(call, Reason.NO_LEADER, "no leader confirmed the read in time");
      }
    }
    retries = new ArrayList<>();
    Iterator<List<Call>> oldest = asked.values().iterator();
    while (oldest.hasNext()) {
      List<Call> calls = oldest.next();
      if (now - calls.getLast().deadlineNanos < 0) {
        return;
      }
      oldest.remove();
      calls.forEach(call -> fail(call, Reason.TIMEOUT, "the read was not confirmed in time"));
    }
  }

  /** The machine has applied what the calls wait for; called by driver or applier. */
  void complete(List<Call> calls, long applied) {
    inFlight.addAndGet(-calls.size());
    for (Call call : calls) {
      call.future.complete(applied);
    }
  }

  void stop(String why) {
    gathered.forEach(call -> fail(call, Reason.STOPPED, why));
    retries.forEach(call -> fail(call, Reason.STOPPED, why));
    asked.values().forEach(calls -> calls.forEach(call -> fail(call, Reason.STOPPED, why)));
    asked.clear();
  }

  void fail(Call call, Reason reason, String message) {
    inFlight.decrementAndGet();
    call.future.completeExceptionally(new RaftException(reason, message));
  }
}
