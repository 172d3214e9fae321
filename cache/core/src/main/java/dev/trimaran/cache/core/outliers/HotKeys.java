package dev.trimaran.cache.core.outliers;

import dev.trimaran.base.port.Randomness;
import dev.trimaran.cache.core.command.CommandSpec;
import dev.trimaran.cache.core.command.Flag;
import dev.trimaran.cache.core.command.KeyPositions;
import dev.trimaran.cache.core.model.Arguments;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which keys requests go to, in the last one to two minutes. One of so many requests is looked at,
 * by chance, so that no rhythm of the load escapes it; its keys are counted for all that were not.
 * Two sketches take turns: one fills, the other holds the minute before.
 */
public final class HotKeys {

  /** One request of so many is looked at by default ({@code hotkeys-sample}). */
  public static final int USUAL_SAMPLE = 64;

  static final int CAPACITY = 256;
  private static final long WINDOW_MS = 60_000;
  private static final int LEAST_SEEN = 2;

  /** What is less than one part in so many of all is not told. */
  private static final int SMALLEST_PART = 1000;

  private SpaceSaving current = new SpaceSaving(CAPACITY);
  private SpaceSaving previous = new SpaceSaving(CAPACITY);
  private long currentSinceMs = -1;
  private long previousSinceMs = -1;
  private int every = USUAL_SAMPLE;
  private int untilNext = 1;
  private long dice;

  public HotKeys(Randomness randomness) {
    dice = randomness.nextLong() | 1;
  }

  public int sample() {
    return every;
  }

  /** Looks at one of so many from now on; 0: at none. */
  public void sample(int one) {
    every = one;
    untilNext = one == 0 ? 0 : 1;
    clear();
  }

  /** Counts down to the next request that is to be {@link #look}ed at. */
  public boolean isDue() {
    return untilNext > 0 && --untilNext == 0;
  }

  /** Counts the keys of a request. */
  public void look(CommandSpec spec, Arguments request, int database, long nowMs) {
    dice ^= dice << 13;
    dice ^= dice >>> 7;
    dice ^= dice << 17;
    untilNext = 1 + (int) ((dice >>> 33) % (2L * every - 1));
    turn(nowMs);
    if (spec.firstKey() == 0 && !spec.is(Flag.MOVABLEKEYS)) {
      return;
    }
    for (int key : KeyPositions.of(spec, request)) {
      current.add(database, request.array(), request.offset(key), request.length(key), every);
    }
  }

  private void turn(long nowMs) {
    if (currentSinceMs < 0 || nowMs < currentSinceMs) {
      currentSinceMs = nowMs;
      previousSinceMs = nowMs;
    }
    if (nowMs - currentSinceMs < WINDOW_MS) {
      return;
    }
    boolean silent = nowMs - currentSinceMs >= 2 * WINDOW_MS;
    SpaceSaving filled = current;
    current = previous;
    current.clear();
    previous = filled;
    previousSinceMs = currentSinceMs;
    currentSinceMs = nowMs;
    if (silent) { // what was counted before a long silence is no news
      previous.clear();
      previousSinceMs = nowMs;
    }
  }

  public void clear() {
    current.clear();
    previous.clear();
    currentSinceMs = -1;
    previousSinceMs = -1;
  }

  /** The hottest, hottest first. */
  public List<HotKey> hottest(int most, long nowMs) {
    turn(nowMs);
    long total = current.total() + previous.total();
    long least = Math.max((long) LEAST_SEEN * every, total / SMALLEST_PART);
    double seconds = Math.max(1, (nowMs - previousSinceMs) / 1000.0);
    List<HotKey> told = new ArrayList<>();
    for (Counted each : both()) {
      if (each.atLeast() >= least && told.size() < most) {
        told.add(
            new HotKey(
                each.database(),
                each.key(),
                Math.round(each.count() / seconds),
                Math.round(each.error() / seconds),
                100.0 * each.count() / total));
      }
    }
    return told;
  }

  private List<Counted> both() {
    Map<Name, Counted> all = new HashMap<>();
    for (SpaceSaving sketch : List.of(current, previous)) {
      for (Counted each : sketch.counted()) {
        all.merge(new Name(each.database(), each.key()), each, HotKeys::sum);
      }
    }
    List<Counted> sorted = new ArrayList<>(all.values());
    sorted.sort(Comparator.comparingLong(Counted::atLeast).reversed());
    return sorted;
  }

  private static Counted sum(Counted one, Counted other) {
    return new Counted(
        one.database(), one.key(), one.count() + other.count(), one.error() + other.error());
  }
}
