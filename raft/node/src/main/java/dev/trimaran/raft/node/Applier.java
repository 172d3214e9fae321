package dev.trimaran.raft.node;

import dev.trimaran.base.port.Disk;
import dev.trimaran.base.port.Poller;
import dev.trimaran.raft.core.model.Entry;
import dev.trimaran.raft.core.model.SnapshotMeta;
import dev.trimaran.raft.node.model.SnapshotPolicy;
import dev.trimaran.raft.node.model.StorageIdentity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Applies committed entries on a loop of its own, completes what waits for them, and captures
 * snapshots.
 */
final class Applier implements Poller {

  /** What the applier is told to do. */
  sealed interface Work {}

  /** Committed entries, consecutive. */
  record Apply(List<Entry> entries) implements Work {}

  /** Reads that may be served once {@code index} is applied. */
  record Await(long index, List<Reads.Call> calls) implements Work, Comparable<Await> {
    @Override
    public int compareTo(Await other) {
      return Long.compare(index, other.index);
    }
  }

  /** The snapshot at {@code path} replaces the machine. */
  record Restore(SnapshotMeta meta, String path) implements Work {}

  /** Told on the applier's loop. */
  interface Listener {

    /** The machine has moved on. */
    void applied();

    /** The machine was replaced. */
    void restored(SnapshotMeta meta);

    /** A snapshot is due: to be written. */
    void captured(Machine.Capture capture);

    /** A stored snapshot cannot be read. */
    void failed(IOException cause);
  }

  private static final long SMALL_SNAPSHOT_BYTES = 16L << 20;

  private final Machine machine;
  private final Disk disk;
  private final StorageIdentity identity;
  private final SnapshotPolicy policy;
  private final Proposals proposals;
  private final Reads reads;
  private final Listener listener;
  private final Inbox<Work> inbox = new Inbox<>(Integer.MAX_VALUE);
  private final PriorityQueue<Await> waiting = new PriorityQueue<>();
  private final List<StateMachine.Result> results = new ArrayList<>();
  private final List<Long> sequences = new ArrayList<>();
  private long entriesSinceSnapshot;
  private long bytesSinceSnapshot;
  private boolean writingSnapshot;
  private volatile long applied;

  /** As applied, but not moved by a restored snapshot, which the core hears of as an install. */
  private volatile long appliedFromLog;

  Applier(Machine machine, Parts parts, Listener listener) {
    this.machine = machine;
    this.disk = parts.world().disk();
    this.identity = parts.config().identity();
    this.policy = parts.config().snapshots();
    this.proposals = parts.proposals();
    this.reads = parts.reads();
    this.listener = listener;
    this.applied = machine.index();
  }

  Inbox<Work> inbox() {
    return inbox;
  }

  /** Index up to which the machine has applied; any thread. */
  long applied() {
    return applied;
  }

  /** Index up to which entries were applied, as the core is to hear of it; any thread. */
  long appliedFromLog() {
    return appliedFromLog;
  }

  /** The captured snapshot is durable: the next may be captured. */
  void snapshotWritten() {
    inbox.execute(() -> writingSnapshot = false);
  }

  @Override
  public long poll(long nowNanos) {
    inbox.drain(this::work);
    return IDLE;
  }

  /** Fails the reads that still wait; called when the loop has stopped. */
  void stop(String why) {
    for (Await await : waiting) {
      await.calls().forEach(call -> reads.fail(call, RaftException.Reason.STOPPED, why));
    }
    waiting.clear();
  }

  private void work(Work work) {
    switch (work) {
      case Apply apply -> apply(apply.entries());
      case Await await -> {
        waiting.add(await);
        serveReads();
      }
      case Restore restore -> restore(restore);
    }
  }

  private void apply(List<Entry> entries) {
    long session = proposals.session();
    for (Entry entry : entries) {
      StateMachine.Result result = machine.apply(entry);
      bytesSinceSnapshot += entry.data().length;
      if (result != null && Commands.session(entry.data()) == session) {
        results.add(result);
        sequences.add(Commands.sequence(entry.data()));
      }
    }
    entriesSinceSnapshot += entries.size();
    machine.batchApplied();
    publish();
    for (int i = 0; i < results.size(); i++) {
      proposals.complete(sequences.get(i), results.get(i));
    }
    results.clear();
    sequences.clear();
    serveReads();
    captureWhenDue();
  }

  private void publish() {
    applied = machine.index();
    appliedFromLog = applied;
    listener.applied();
  }

  private void serveReads() {
    while (!waiting.isEmpty() && waiting.element().index() <= applied) {
      reads.complete(waiting.remove().calls(), applied);
    }
  }

  /**
   * A large snapshot waits until the log has grown by its size, so that snapshots never cost more
   * than the log itself, however large the state.
   */
  private void captureWhenDue() {
    boolean due =
        entriesSinceSnapshot >= policy.everyEntries()
            || bytesSinceSnapshot >= policy.everyLogBytes();
    long last = machine.snapshotBytes();
    boolean worthwhile = last <= SMALL_SNAPSHOT_BYTES || bytesSinceSnapshot >= last;
    if (!due || !worthwhile || writingSnapshot) {
      return;
    }
    writingSnapshot = true;
    entriesSinceSnapshot = 0;
    bytesSinceSnapshot = 0;
    listener.captured(machine.capture());
  }

  private void restore(Restore restore) {
    try {
      machine.restore(disk, restore.path(), identity);
    } catch (IOException e) {
      listener.failed(e);
      return;
    }
    entriesSinceSnapshot = 0;
    bytesSinceSnapshot = 0;
    applied = machine.index();
    listener.restored(restore.meta());
    serveReads();
  }
}
