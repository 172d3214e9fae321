package dev.trimaran.events.node.group;

import dev.trimaran.events.core.group.GroupInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The groups of this node: all there are while it leads, none while it does not. For any thread
 * that may block.
 */
public final class PersistentGroups implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PersistentGroups.class);

  /** How long a change of leader may stay unnoticed. */
  private static final long LOOK_MS = 100;

  private static final long BARRIER_MS = 5_000;

  /** A node that has just begun to lead is waited for. */
  private static final long READY_MS = 5_000;

  /** No more groups than that. */
  public static final int MOST = 10_000;

  private final GroupPorts ports;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final AtomicLong consumers = new AtomicLong();
  private final Thread watching;

  // Guarded by the lock.
  private final Map<String, GroupRunner> runners = new HashMap<>();
  private @Nullable GroupRegistry registry;
  private boolean closed;

  private PersistentGroups(GroupPorts ports) {
    this.ports = ports;
    this.watching = Thread.ofVirtual().name("groups").unstarted(this::watch);
  }

  /** Begins to watch whether this node leads. */
  public static PersistentGroups start(GroupPorts ports) {
    PersistentGroups groups = new PersistentGroups(ports);
    groups.watching.start();
    return groups;
  }

  // ---- leading

  private void watch() {
    try {
      while (true) {
        boolean leads = ports.cluster().leads();
        if (leads && !loaded()) {
          load();
        } else if (!leads && loaded()) {
          unload(GroupConsumer.End.LEADER_GONE);
        } else if (leads) {
          revive();
        }
        lock.lock();
        try {
          if (closed || changed.await(LOOK_MS, TimeUnit.MILLISECONDS) && closed) {
            return;
          }
        } finally {
          lock.unlock();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean loaded() {
    lock.lock();
    try {
      return registry != null;
    } finally {
      lock.unlock();
    }
  }

  private void load() throws InterruptedException {
    lock.lock();
    try {
      ports.barrier().reached().get(BARRIER_MS, TimeUnit.MILLISECONDS);
      GroupRegistry read = new GroupRegistry(ports);
      for (GroupDefinition definition : read.all()) {
        run(definition);
      }
      registry = read;
      changed.signalAll();
      LOG.info("this node leads: {} persistent subscriptions", runners.size());
    } catch (IOException | ExecutionException | TimeoutException | IllegalArgumentException e) {
      LOG.warn("the persistent subscriptions could not be read: {}; again soon", e.toString());
    } finally {
      lock.unlock();
    }
  }

  private void run(GroupDefinition definition) throws IOException {
    GroupRunner runner = new GroupRunner(definition, ports);
    runners.put(definition.key().id(), runner);
    runner.start();
  }

  private void unload(GroupConsumer.End why) {
    lock.lock();
    try {
      registry = null;
      runners.values().forEach(runner -> runner.end(why));
      runners.clear();
    } finally {
      lock.unlock();
    }
  }

  /** Begins those anew that a fault ended. */
  private void revive() {
    lock.lock();
    try {
      for (GroupRunner runner : List.copyOf(runners.values())) {
        if (runner.over()) {
          run(runner.definition());
        }
      }
    } catch (IOException e) {
      LOG.warn("a persistent subscription could not begin anew: {}; again soon", e.toString());
    } finally {
      lock.unlock();
    }
  }

  /** All that there are; to be called with the lock. */
  private GroupRegistry registry(GroupKey key) throws GroupRefusal {
    long left = TimeUnit.MILLISECONDS.toNanos(READY_MS);
    while (registry == null && left > 0 && ports.cluster().leads() && !closed) {
      try {
        left = Math.min(left, changed.awaitNanos(left));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    GroupRegistry loaded = registry;
    if (!ports.cluster().leads() || closed) {
      throw new GroupRefusal(GroupRefusal.Reason.NOT_LEADER, key, "this node does not lead");
    }
    if (loaded == null) {
      throw new GroupRefusal(
          GroupRefusal.Reason.NOT_READY, key, "this node has just begun to lead; try again");
    }
    return loaded;
  }

  private GroupRunner runner(GroupKey key) throws GroupRefusal {
    lock.lock();
    try {
      GroupRegistry loaded = registry(key);
      GroupRunner runner = runners.get(key.id());
      if (!loaded.has(key) || runner == null) {
        throw absent(key);
      }
      return runner;
    } finally {
      lock.unlock();
    }
  }

  private static GroupRefusal absent(GroupKey key) {
    return new GroupRefusal(
        GroupRefusal.Reason.DOES_NOT_EXIST,
        key,
        "there is no group " + key.name() + " on " + key.stream());
  }

  // ---- what clients ask for

  /** The place that the next event of what a group reads will get. */
  public long end(GroupKey key) throws IOException {
    return GroupSource.last(key, ports.reader(), ports.links()) + 1;
  }

  /** Makes a group. */
  public void create(GroupDefinition definition) throws GroupRefusal, IOException {
    GroupKey key = definition.key();
    lock.lock();
    try {
      GroupRegistry loaded = registry(key);
      if (loaded.has(key)) {
        throw new GroupRefusal(
            GroupRefusal.Reason.EXISTS,
            key,
            "there is a group " + key.name() + " on " + key.stream());
      }
      if (loaded.all().size() >= MOST) {
        throw new GroupRefusal(
            GroupRefusal.Reason.FAILED, key, "there are " + MOST + " groups, no more are allowed");
      }
      loaded.create(definition);
      run(definition);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Changes a group's settings: its consumers' calls end, it goes on from its checkpoint.
   *
   * @param definition whose filter is ignored: a filter stays what it is
   */
  public void update(GroupDefinition definition) throws GroupRefusal, IOException {
    GroupKey key = definition.key();
    lock.lock();
    try {
      GroupRegistry loaded = registry(key);
      GroupRunner before = runner(key);
      GroupDefinition now =
          new GroupDefinition(
              key, definition.settings(), definition.startFrom(), before.definition().filter());
      loaded.update(now);
      before.end(GroupConsumer.End.DROPPED);
      before.awaitOver();
      run(now);
    } finally {
      lock.unlock();
    }
  }

  /** Ends a group for good, with its checkpoints and its parked messages. */
  public void delete(GroupKey key) throws GroupRefusal {
    lock.lock();
    try {
      GroupRegistry loaded = registry(key);
      GroupRunner before = runner(key);
      loaded.delete(key);
      runners.remove(key.id());
      before.end(GroupConsumer.End.DROPPED);
    } finally {
      lock.unlock();
    }
  }

  /**
   * A consumer comes; what becomes of it, it is told itself.
   *
   * @param buffer messages that it takes unacknowledged
   */
  public GroupConnection connect(GroupKey key, int buffer, GroupConsumer consumer)
      throws GroupRefusal {
    GroupRunner runner = runner(key);
    long number = consumers.incrementAndGet();
    runner.connect(number, buffer, consumer);
    return new GroupConnection(runner, number);
  }

  /** A group at this moment. */
  public CompletableFuture<GroupInfo> info(GroupKey key) throws GroupRefusal {
    return runner(key).info();
  }

  /**
   * All groups, or those on a stream.
   *
   * @param stream null: all
   */
  public List<CompletableFuture<GroupInfo>> list(@Nullable String stream) throws GroupRefusal {
    lock.lock();
    try {
      registry(new GroupKey(stream == null ? "" : stream, ""));
      List<CompletableFuture<GroupInfo>> infos = new ArrayList<>();
      for (GroupRunner runner : runners.values()) {
        if (stream == null || runner.definition().key().stream().equals(stream)) {
          infos.add(runner.info());
        }
      }
      return infos;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Parked messages are told again.
   *
   * @param stop revision in the stream of parked messages, exclusive; {@link Long#MAX_VALUE}: all
   */
  public void replayParked(GroupKey key, long stop) throws GroupRefusal {
    runner(key).tell(new GroupInput.Replay(stop), () -> {});
  }

  /** All groups begin anew from their checkpoints; their consumers' calls end. */
  public void restart() throws GroupRefusal {
    lock.lock();
    try {
      registry(new GroupKey("", ""));
      unload(GroupConsumer.End.DROPPED);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      unload(GroupConsumer.End.LEADER_GONE);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
