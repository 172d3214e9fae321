package dev.trimaran.raft.kv.api;

import dev.trimaran.raft.client.etcd.LeaseCheckpoint;
import dev.trimaran.raft.kv.lease.LeaseTable.Lease;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.function.Supplier;

/**
 * When leases run out, as the leader reckons it: in its own memory and by its own monotonic clock.
 * A new leader starts every lease anew, from its last checkpoint, and gives one election timeout
 * more than was left, so that a change of leader never shortens a lease. Times are {@code
 * Clock.nanoTime()}. Any thread may call any method.
 */
final class LeaseClock {

  private static final long SECOND = 1_000_000_000L;
  private static final long LONGEST_SECONDS = Long.MAX_VALUE / 4 / SECOND;

  /** How often what is left of a long lease is written to the log. */
  static final long CHECKPOINT_NANOS = 300 * SECOND;

  /** How long a revocation without outcome is waited for. */
  private static final long RETRY_NANOS = 3 * SECOND;

  /** A lease that runs; replaced in the queue by a fresh one when it is renewed. */
  private static final class Running {
    private final long id;
    private final long ttlSeconds;
    private long expiry;
    private long checkpoint;

    Running(long id, long ttlSeconds, long expiry, long checkpoint) {
      this.id = id;
      this.ttlSeconds = ttlSeconds;
      this.expiry = expiry;
      this.checkpoint = checkpoint;
    }
  }

  /** A time at which a lease is to be looked at again; outdated ones are dropped when met. */
  private record Due(long id, long at) {}

  private final Map<Long, Running> running = new HashMap<>();
  private final PriorityQueue<Due> expiries = queue();
  private final PriorityQueue<Due> checkpoints = queue();
  private boolean primary;

  private static PriorityQueue<Due> queue() {
    return new PriorityQueue<>((a, b) -> Long.signum(a.at() - b.at()));
  }

  synchronized boolean primary() {
    return primary;
  }

  /**
   * This node leads now: all leases start, with {@code extraNanos} on top.
   *
   * @param leases read once the clock takes note of grants, so that none is missed
   */
  synchronized void promote(long now, Supplier<List<Lease>> leases, long extraNanos) {
    demote();
    primary = true;
    leases.get().forEach(lease -> start(lease, now, extraNanos));
  }

  /** Another node leads, or none. */
  synchronized void demote() {
    primary = false;
    running.clear();
    expiries.clear();
    checkpoints.clear();
  }

  /** A lease was granted. */
  synchronized void granted(Lease lease, long now) {
    if (primary && !running.containsKey(lease.id())) {
      start(lease, now, 0);
    }
  }

  synchronized void removed(long id) {
    running.remove(id);
  }

  private void start(Lease lease, long now, long extraNanos) {
    long seconds = lease.remainingSeconds() > 0 ? lease.remainingSeconds() : lease.ttlSeconds();
    Running started =
        new Running(
            lease.id(), lease.ttlSeconds(), now + nanos(seconds) + extraNanos, checkpointAt(now));
    running.put(lease.id(), started);
    expiries.add(new Due(lease.id(), started.expiry));
    watchCheckpoint(started, now);
  }

  private static long checkpointAt(long now) {
    return now + CHECKPOINT_NANOS;
  }

  private void watchCheckpoint(Running lease, long now) {
    if (lease.expiry - now > CHECKPOINT_NANOS) {
      lease.checkpoint = checkpointAt(now);
      checkpoints.add(new Due(lease.id, lease.checkpoint));
    }
  }

  /** Longer than any process runs is as good as for ever. */
  private static long nanos(long seconds) {
    return Math.min(seconds, LONGEST_SECONDS) * SECOND;
  }

  /** Starts a lease anew; its TTL in seconds, or empty when it does not run or has run out. */
  synchronized OptionalLong renew(long id, long now) {
    Running lease = running.get(id);
    if (lease == null || lease.expiry - now <= 0) {
      return OptionalLong.empty();
    }
    lease.expiry = now + nanos(lease.ttlSeconds);
    watchCheckpoint(lease, now);
    return OptionalLong.of(lease.ttlSeconds);
  }

  /** Whole seconds left, not below 0; empty when it does not run. */
  synchronized OptionalLong remainingSeconds(long id, long now) {
    Running lease = running.get(id);
    return lease == null
        ? OptionalLong.empty()
        : OptionalLong.of(
            Math.max(0, (lease.expiry - now) / SECOND)
                + Math.max(0, lease.ttlSeconds - LONGEST_SECONDS));
  }

  /** All ids, the first to run out first. */
  synchronized List<Long> inOrder() {
    return running.values().stream()
        .sorted(
            Comparator.<Running>comparingLong(lease -> lease.expiry)
                .thenComparingLong(lease -> lease.id))
        .map(lease -> lease.id)
        .toList();
  }

  /** Up to {@code limit} leases that ran out; the same again after a while if they stay. */
  synchronized List<Long> expired(long now, int limit) {
    List<Long> ids = new ArrayList<>();
    while (ids.size() < limit && !expiries.isEmpty() && expiries.peek().at() - now <= 0) {
      long id = expiries.remove().id();
      Running lease = running.get(id);
      if (lease == null) {
        continue;
      }
      boolean over = lease.expiry - now <= 0;
      expiries.add(new Due(id, over ? now + RETRY_NANOS : lease.expiry));
      if (over) {
        ids.add(id);
      }
    }
    return ids;
  }

  /** Up to {@code limit} long leases whose remaining time is to be written down. */
  synchronized List<LeaseCheckpoint> checkpoints(long now, int limit) {
    List<LeaseCheckpoint> due = new ArrayList<>();
    while (due.size() < limit && !checkpoints.isEmpty() && checkpoints.peek().at() - now <= 0) {
      Due next = checkpoints.remove();
      Running lease = running.get(next.id());
      if (lease == null || lease.checkpoint != next.at()) {
        continue;
      }
      due.add(
          LeaseCheckpoint.newBuilder()
              .setID(lease.id)
              .setRemainingTTL(Math.max(1, Math.ceilDiv(lease.expiry - now, SECOND)))
              .build());
      watchCheckpoint(lease, now);
    }
    return due;
  }
}
