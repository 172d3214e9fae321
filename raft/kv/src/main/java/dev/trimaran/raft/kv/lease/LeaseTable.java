package dev.trimaran.raft.kv.lease;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The leases and the keys on them, as replicated. Written by the applier; read by any thread. */
public final class LeaseTable {

  /**
   * A lease.
   *
   * @param ttlSeconds as granted
   * @param remainingSeconds as of the last checkpoint; 0 for all of the TTL
   */
  public record Lease(long id, long ttlSeconds, long remainingSeconds) {}

  private static final class Entry {
    private Lease lease;
    private final NavigableSet<byte[]> keys = new TreeSet<>(Arrays::compareUnsigned);

    Entry(Lease lease) {
      this.lease = lease;
    }
  }

  /** Told of leases that come and go; called by the applier, not under the table's lock. */
  public interface Listener {

    void granted(Lease lease);

    void removed(long id);
  }

  private static final Listener NOBODY =
      new Listener() {
        @Override
        public void granted(Lease lease) {}

        @Override
        public void removed(long id) {}
      };

  private final Map<Long, Entry> entries = new TreeMap<>();
  private volatile Listener listener = NOBODY;

  /** Tells {@code next} of leases that come and go from now on. */
  public void listen(Listener next) {
    listener = next;
  }

  public synchronized boolean contains(long id) {
    return entries.containsKey(id);
  }

  public synchronized @Nullable Lease get(long id) {
    Entry entry = entries.get(id);
    return entry == null ? null : entry.lease;
  }

  public synchronized int size() {
    return entries.size();
  }

  /** All leases, by id. */
  public synchronized List<Lease> all() {
    List<Lease> all = new ArrayList<>(entries.size());
    entries.values().forEach(entry -> all.add(entry.lease));
    return all;
  }

  /** The keys on a lease, sorted; empty when it is unknown. */
  public synchronized List<byte[]> keys(long id) {
    Entry entry = entries.get(id);
    return entry == null ? List.of() : List.copyOf(entry.keys);
  }

  /** Adds a lease that is not there yet, or replaces the numbers of one that is. */
  public void set(Lease lease) {
    boolean added;
    synchronized (this) {
      Entry entry = entries.get(lease.id());
      added = entry == null;
      if (entry == null) {
        entries.put(lease.id(), new Entry(lease));
      } else {
        entry.lease = lease;
      }
    }
    if (added) {
      listener.granted(lease);
    }
  }

  public void remove(long id) {
    synchronized (this) {
      entries.remove(id);
    }
    listener.removed(id);
  }

  /** A key now hangs on {@code to} instead of {@code from}; 0 is none. */
  public void moved(byte[] key, long from, long to) {
    if (from == to) {
      return;
    }
    synchronized (this) {
      Entry left = from == 0 ? null : entries.get(from);
      if (left != null) {
        left.keys.remove(key);
      }
      Entry joined = to == 0 ? null : entries.get(to);
      if (joined != null) {
        joined.keys.add(key);
      }
    }
  }

  public synchronized void clear() {
    entries.clear();
  }
}
