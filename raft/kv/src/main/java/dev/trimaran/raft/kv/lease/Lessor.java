package dev.trimaran.raft.kv.lease;

import dev.trimaran.raft.kv.lease.LeaseTable.Lease;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * The leader's clock over the leases. Only the leader lets leases run out; a new leader gives each
 * one its time again (what a checkpoint left of it, when there is one). Time is handed in, in
 * nanoseconds of a monotonic clock. Not thread-safe.
 */
public final class Lessor {

  /** Leases that live longer than this have what remains of them checkpointed now and then. */
  public static final long CHECKPOINT_SECONDS = 300;

  private static final long NANOS = 1_000_000_000L;

  private record Deadline(long id, long at) {}

  private final LeaseTable table;
  private final Map<Long, Long> deadlines = new HashMap<>();
  private final PriorityQueue<Deadline> queue =
      new PriorityQueue<>((a, b) -> Long.compare(a.at - b.at, 0));
  private long nextCheckpoint;
  private boolean leading;

  public Lessor(LeaseTable table) {
    this.table = table;
  }

  /** This node leads: every lease gets its time anew, from {@code now}. */
  public void promote(long now) {
    leading = true;
    deadlines.clear();
    queue.clear();
    nextCheckpoint = now + CHECKPOINT_SECONDS * NANOS;
    for (Lease lease : table.all()) {
      long seconds = lease.remainingSeconds() > 0 ? lease.remainingSeconds() : lease.ttlSeconds();
      set(lease.id(), now, seconds);
    }
  }

  /** This node leads no more. */
  public void demote() {
    leading = false;
    deadlines.clear();
    queue.clear();
  }

  public boolean leading() {
    return leading;
  }

  /** A lease was granted, or its owner renews it; false when it is unknown or has run out. */
  public boolean renew(long id, long now) {
    Lease lease = table.get(id);
    Long deadline = deadlines.get(id);
    boolean over = deadline != null && deadline - now <= 0;
    if (lease == null || over) {
      return false;
    }
    set(id, now, lease.ttlSeconds());
    return true;
  }

  /** Whole seconds left, rounded down as etcd does, or -1 when unknown. */
  public long remainingSeconds(long id, long now) {
    Lease lease = table.get(id);
    if (lease == null) {
      return -1;
    }
    Long deadline = deadlines.get(id);
    return deadline == null ? lease.ttlSeconds() : Math.max(0, (deadline - now) / NANOS);
  }

  /** Leases that have run out, at most {@code limit}; told again after a while if still there. */
  public List<Long> expired(long now, int limit) {
    adopt(now);
    List<Long> over = new ArrayList<>();
    List<Deadline> again = new ArrayList<>();
    while (over.size() < limit && !queue.isEmpty() && queue.peek().at - now <= 0) {
      Deadline due = queue.remove();
      Long current = deadlines.get(due.id);
      if (!table.contains(due.id)) {
        deadlines.remove(due.id);
      } else if (current != null && current - now <= 0) {
        over.add(due.id);
        again.add(new Deadline(due.id, now + NANOS));
      } else if (current != null) {
        again.add(new Deadline(due.id, current));
      }
    }
    queue.addAll(again);
    return over;
  }

  /** What remains of long leases, when it is time to say so; else nothing. */
  public List<Lease> checkpoints(long now) {
    if (!leading || nextCheckpoint - now > 0) {
      return List.of();
    }
    nextCheckpoint = now + CHECKPOINT_SECONDS * NANOS;
    List<Lease> due = new ArrayList<>();
    for (Lease lease : table.all()) {
      if (lease.ttlSeconds() > CHECKPOINT_SECONDS) {
        due.add(new Lease(lease.id(), lease.ttlSeconds(), remainingSeconds(lease.id(), now)));
      }
    }
    return due;
  }

  /** Leases granted since the last look start to run. */
  private void adopt(long now) {
    if (table.size() == deadlines.size()) {
      return;
    }
    for (Lease lease : table.all()) {
      if (!deadlines.containsKey(lease.id())) {
        set(lease.id(), now, lease.ttlSeconds());
      }
    }
    deadlines.keySet().removeIf(id -> !table.contains(id));
  }

  private void set(long id, long now, long seconds) {
    long at = now + Math.min(seconds, Long.MAX_VALUE / 4 / NANOS) * NANOS;
    Long before = deadlines.put(id, at);
    if (before == null || at - before < 0) {
      queue.add(new Deadline(id, at));
    }
  }
}
