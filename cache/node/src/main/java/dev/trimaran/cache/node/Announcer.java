package dev.trimaran.cache.node;

import dev.trimaran.base.Checks;
import dev.trimaran.cache.core.notification.KeyChange;
import dev.trimaran.cache.core.notification.KeyListener;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells listeners of changes, in their order, on a thread of its own. Between the node's loop and
 * that thread is a queue of fixed size: while it is full, events are counted instead, and their
 * number is told in their place once there is room. So the loop never waits for a listener.
 */
final class Announcer<K, V> implements KeyListener {

  private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);

  /** A change as the loop told it; {@code lost} events were dropped before it. */
  private record Raw(long lost, KeyChange change, byte[] key, byte @Nullable [] value) {}

  private final Codec<K> keys;
  private final Codec<V> values;
  private final int capacity;
  private final List<Consumer<CacheEvent<K, V>>> listeners = new CopyOnWriteArrayList<>();
  private final ArrayDeque<Raw> queue = new ArrayDeque<>();
  private final Object lock = new Object();
  private long lost;
  private boolean closed;
  private @Nullable Thread thread;

  Announcer(Codec<K> keys, Codec<V> values, int capacity) {
    Checks.argument(capacity > 0, "a queue of events has room for one at least, not " + capacity);
    this.keys = keys;
    this.values = values;
    this.capacity = capacity;
  }

  void add(Consumer<CacheEvent<K, V>> listener) {
    listeners.add(listener);
    synchronized (lock) {
      if (thread == null && !closed) {
        thread = Thread.ofPlatform().name("cache-events").daemon().start(this::run);
      }
    }
  }

  void remove(Consumer<CacheEvent<K, V>> listener) {
    listeners.remove(listener);
  }

  @Override
  public void changed(int database, KeyChange change, byte[] key, byte @Nullable [] value) {
    if (database != 0 || listeners.isEmpty()) {
      return;
    }
    synchronized (lock) {
      if (queue.size() >= capacity) {
        lost++;
        return;
      }
      queue.add(new Raw(lost, change, key, value));
      lost = 0;
      lock.notify();
    }
  }

  private void run() {
    Raw next = take();
    while (next != null) {
      if (next.lost() > 0) {
        tell(new CacheEvent.Lost<>(next.lost()));
      }
      tell(next);
      next = take();
    }
  }

  /** Waits for the next; null after the end. */
  private @Nullable Raw take() {
    synchronized (lock) {
      while (queue.isEmpty() && !closed) {
        try {
          lock.wait();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return null;
        }
      }
      return queue.poll();
    }
  }

  private void tell(Raw raw) {
    CacheEvent<K, V> event;
    try {
      event = event(raw);
    } catch (RuntimeException e) {
      LOG.warn("a key that was changed is none by the codec of keys; nobody is told of it", e);
      return;
    }
    tell(event);
  }

  private void tell(CacheEvent<K, V> event) {
    for (Consumer<CacheEvent<K, V>> listener : listeners) {
      try {
        listener.accept(event);
      } catch (RuntimeException e) {
        LOG.error("a listener has failed; it is told of what follows all the same", e);
      }
    }
  }

  private CacheEvent<K, V> event(Raw raw) {
    if (raw.change() == KeyChange.CLEARED) {
      return new CacheEvent.Cleared<>();
    }
    K key = keys.decode(raw.key());
    return switch (raw.change()) {
      case CREATED -> new CacheEvent.Created<>(key, value(raw));
      case UPDATED -> new CacheEvent.Updated<>(key, value(raw));
      case REMOVED -> new CacheEvent.Removed<>(key);
      case EXPIRED -> new CacheEvent.Expired<>(key);
      case EVICTED -> new CacheEvent.Evicted<>(key);
      case CLEARED -> new CacheEvent.Cleared<>();
    };
  }

  private Optional<V> value(Raw raw) {
    byte[] bytes = raw.value();
    if (bytes == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(values.decode(bytes));
    } catch (RuntimeException e) {
      LOG.debug("a value that the codec does not read", e);
      return Optional.empty();
    }
  }

  /** Tells what is queued, and ends; waits for that so long at most. */
  void close(Duration most) {
    Thread running;
    synchronized (lock) {
      closed = true;
      running = thread;
      lock.notify();
    }
    if (running == null || running == Thread.currentThread()) {
      return;
    }
    try {
      if (!running.join(most)) {
        LOG.warn("a listener is still busy with an event after {} s", most.toSeconds());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
