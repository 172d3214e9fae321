package dev.trimaran.cache.core.lease;

import dev.trimaran.base.port.Randomness;
import dev.trimaran.cache.core.command.Effects;
import dev.trimaran.cache.core.command.Periodic;
import dev.trimaran.cache.core.keyspace.Databases;
import dev.trimaran.cache.core.keyspace.Keyspace;
import dev.trimaran.cache.core.model.Refused;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The leases there are: one a key at most, no more in all than the limit. Each ends by being used,
 * given back, overtaken by a change of its key, or by time.
 */
public final class Leases implements Periodic {

  /** How many there may be by default ({@code lease-max-keys}). */
  public static final int USUAL_LIMIT = 100_000;

  private static final Comparator<Lease> BY_END =
      Comparator.comparingLong(Lease::endMs).thenComparingLong(Lease::token);

  private final Map<LeasedKey, Lease> byKey = new HashMap<>();
  private final TreeSet<Lease> byEnd = new TreeSet<>(BY_END);
  private final LeaseCounts counts = new LeaseCounts();
  private int limit = USUAL_LIMIT;

  /** How many there may be. */
  public int limit() {
    return limit;
  }

  /** Sets how many there may be; those that are too many already end in their time. */
  public void limit(int most) {
    limit = most;
  }

  /** How many there are. */
  public int size() {
    return byKey.size();
  }

  boolean isFull() {
    return byKey.size() >= limit;
  }

  /** What has become of leases. */
  public LeaseCounts counts() {
    return counts;
  }

  /** The lease on a key that has not ended. */
  @Nullable Lease find(Keyspace keys, byte[] array, int offset, int length, long nowMs) {
    if (byKey.isEmpty()) {
      return null;
    }
    Lease lease = byKey.get(LeasedKey.of(keys.number(), array, offset, length));
    return lease == null || lease.endMs() <= nowMs ? null : lease;
  }

  /** A new lease, in place of one that has ended; refused where there are too many. */
  Lease grant(LeasedKey key, long endMs, Randomness randomness) {
    Lease ended = byKey.get(key);
    if (ended != null) {
      remove(ended);
      counts.expired++;
    }
    if (byKey.size() >= limit) {
      throw new Refused(
          "ERR too many keys are being loaded (%d); try again, or raise lease-max-keys"
              .formatted(byKey.size()));
    }
    Lease lease = new Lease(key, randomness.nextLong() >>> 1, endMs);
    byKey.put(key, lease);
    byEnd.add(lease);
    counts.granted++;
    return lease;
  }

  /** It was used to store what was loaded. */
  void fill(Lease lease) {
    remove(lease);
    counts.filled++;
  }

  /** It was given back. */
  void release(Lease lease) {
    remove(lease);
    counts.released++;
  }

  /** Somebody came with the token of a lease that is over. */
  void refuse() {
    counts.refused++;
  }

  private void remove(Lease lease) {
    byKey.remove(lease.key());
    byEnd.remove(lease);
  }

  /** A key was changed or is to be gone: what is being loaded for it is out of date. */
  public void overtake(Keyspace keys, byte[] array, int offset, int length) {
    if (byKey.isEmpty()) {
      return;
    }
    Lease lease = byKey.get(LeasedKey.of(keys.number(), array, offset, length));
    if (lease != null) {
      remove(lease);
      counts.overtaken++;
    }
  }

  /** A database was emptied, or another's contents took its place. */
  public void overtakeAll(int database) {
    for (Lease lease : byEnd.toArray(Lease[]::new)) {
      if (lease.key().database() == database) {
        remove(lease);
        counts.overtaken++;
      }
    }
  }

  @Override
  public int run(Databases databases, Effects effects, int most) {
    int ended = 0;
    while (ended < most && !byEnd.isEmpty() && byEnd.first().endMs() <= databases.now()) {
      Lease lease = byEnd.first();
      remove(lease);
      counts.expired++;
      byte[] key = lease.key().bytes();
      effects.wake(databases.database(lease.key().database()), key, 0, key.length);
      ended++;
    }
    return ended;
  }

  @Override
  public long nextDeadline() {
    return byEnd.isEmpty() ? Keyspace.NO_DEADLINE : byEnd.first().endMs();
  }
}
