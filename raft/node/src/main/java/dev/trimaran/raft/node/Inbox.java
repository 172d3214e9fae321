package dev.trimaran.raft.node;

import dev.trimaran.base.port.Loops;
import java.util.ArrayList;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What waits for a loop, from any thread, in order. Two lists change places, so that a drain costs
 * one lock however much has come. Events are bounded; tasks of the node itself, which come from a
 * bounded number of operations, are always taken.
 *
 * @param <E> events
 */
final class Inbox<E> implements Executor {

  /** Told what was drained, in order. */
  interface Handler<E> {
    void event(E event);
  }

  private final int capacity;
  private final Object lock = new Object();
  private ArrayList<Object> incoming = new ArrayList<>();
  private @Nullable ArrayList<Object> spare;
  private volatile Loops.@Nullable Loop loop;

  Inbox(int capacity) {
    this.capacity = capacity;
  }

  /** Whom to wake. */
  void wakes(Loops.Loop newLoop) {
    loop = newLoop;
    newLoop.wake();
  }

  /**
   * Adds an event.
   *
   * @return false when the inbox is full
   */
  boolean offer(E event) {
    return add(event, capacity);
  }

  /** Adds an event of the node itself, whatever waits. */
  void add(E event) {
    add(event, Integer.MAX_VALUE);
  }

  /** Runs {@code task} on the loop. */
  @Override
  public void execute(Runnable task) {
    add(task, Integer.MAX_VALUE);
  }

  /** Lets the loop poll though nothing was added. */
  void wake() {
    Loops.Loop woken = loop;
    if (woken != null) {
      woken.wake();
    }
  }

  /** Handles what has come; called by the loop. Returns how much that was. */
  @SuppressWarnings("unchecked") // what is no task is an event
  int drain(Handler<E> handler) {
    ArrayList<Object> batch;
    synchronized (lock) {
      if (incoming.isEmpty()) {
        return 0;
      }
      batch = incoming;
      incoming = spare == null ? new ArrayList<>() : spare;
      spare = null;
    }
    int count = batch.size();
    for (Object item : batch) {
      if (item instanceof Runnable task) {
        task.run();
      } else {
        handler.event((E) item);
      }
    }
    batch.clear();
    spare = batch;
    return count;
  }

  private boolean add(Object item, int limit) {
    boolean first;
    synchronized (lock) {
      if (incoming.size() >= limit) {
        return false;
      }
      first = incoming.isEmpty();
      incoming.add(item);
    }
    Loops.Loop woken = loop;
    if (first && woken != null) {
      woken.wake();
    }
    return true;
  }
}
