package dev.trimaran.simulation;

import dev.trimaran.base.Checks;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Virtual time: a binary heap over parallel arrays, ordered by time and then by the order of
 * scheduling, so that equal times never depend on anything but the run itself.
 */
final class Scheduler {

  private long[] times = new long[256];
  private long[] orders = new long[256];
  private long[] tokens = new long[256];
  private @Nullable Event[] events = new Event[256];
  private @Nullable Incarnation[] owners = new Incarnation[256];
  private int size;
  private long nextOrder;
  private long now;

  /** Virtual nanoseconds since the simulation began. */
  long now() {
    return now;
  }

  /** Schedules an event of nobody's {@code delay} nanoseconds from now. */
  void schedule(long delay, Event event, long token) {
    schedule(delay, event, token, null);
  }

  /**
   * Schedules an event that dies with {@code owner}, and waits while the owner is paused.
   *
   * @param delay nanoseconds from now, not negative
   */
  void schedule(long delay, Event event, long token, @Nullable Incarnation owner) {
    Checks.that(delay >= 0, "events lie in the future", delay, now);
    if (size == times.length) {
      grow();
    }
    long time = now + Math.min(delay, Long.MAX_VALUE - now);
    int hole = size++;
    while (hole > 0) {
      int parent = (hole - 1) >>> 1;
      if (times[parent] <= time) {
        break; // an older event of the same time goes first
      }
      move(parent, hole);
      hole = parent;
    }
    set(hole, time, nextOrder++, token);
    events[hole] = event;
    owners[hole] = owner;
  }

  /** The time of the next event, {@link Long#MAX_VALUE} when there is none. */
  long nextTime() {
    return size == 0 ? Long.MAX_VALUE : times[0];
  }

  /**
   * Takes the next event, moves time to it and runs it.
   *
   * @return whether anything happened: false when it was stale, its owner dead or paused
   */
  boolean runNext() {
    Event event = Objects.requireNonNull(events[0], "no event is left");
    Checks.that(times[0] >= now, "time moves forward", times[0], now);
    now = times[0];
    long token = tokens[0];
    Incarnation owner = owners[0];
    removeFirst();
    if (owner != null && !owner.accepts(event, token)) {
      return false;
    }
    return event.run(token);
  }

  /** Moves time to {@code time} when nothing is due before it. */
  void advanceTo(long time) {
    Checks.that(time >= now && nextTime() >= time, "no event is skipped", time, nextTime());
    now = time;
  }

  private void removeFirst() {
    int last = --size;
    long time = times[last];
    long order = orders[last];
    int hole = 0;
    int child = 1;
    while (child < last) {
      int right = child + 1;
      if (right < last && before(times[right], orders[right], child)) {
        child = right;
      }
      if (!before(times[child], orders[child], time, order)) {
        break;
      }
      move(child, hole);
      hole = child;
      child = 2 * hole + 1;
    }
    move(last, hole);
    events[last] = null;
    owners[last] = null;
  }

  private boolean before(long time, long order, int slot) {
    return before(time, order, times[slot], orders[slot]);
  }

  private static boolean before(long time, long order, long otherTime, long otherOrder) {
    return time < otherTime || (time == otherTime && order < otherOrder);
  }

  private void move(int from, int to) {
    set(to, times[from], orders[from], tokens[from]);
    events[to] = events[from];
    owners[to] = owners[from];
  }

  private void set(int slot, long time, long order, long token) {
    times[slot] = time;
    orders[slot] = order;
    tokens[slot] = token;
  }

  private void grow() {
    int length = times.length * 2;
    times = Arrays.copyOf(times, length);
    orders = Arrays.copyOf(orders, length);
    tokens = Arrays.copyOf(tokens, length);
    events = Arrays.copyOf(events, length);
    owners = Arrays.copyOf(owners, length);
  }
}
