package dev.trimaran.cache.core.server;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;

/** Delays by the kind of event that caused them ({@code LATENCY}), one for each second at most. */
public final class Latencies {

  private static final int MOST_SAMPLES = 160;

  /** One delay: when, in seconds, and how long. */
  record Sample(long atSeconds, long ms) {}

  /** The delays of one kind. */
  static final class History {
    final Deque<Sample> samples = new ArrayDeque<>();
    long longestMs;
  }

  private final Map<String, History> byEvent = new TreeMap<>();
  private long thresholdMs;

  /** From how many milliseconds on a delay is kept; 0: none is. */
  public void threshold(long ms) {
    thresholdMs = ms;
  }

  boolean watches() {
    return thresholdMs > 0;
  }

  /** Something took so long. */
  public void note(String event, long micros, long nowMs) {
    long ms = micros / 1000;
    if (thresholdMs == 0 || ms < thresholdMs) {
      return;
    }
    History history = byEvent.computeIfAbsent(event, _ -> new History());
    history.longestMs = Math.max(history.longestMs, ms);
    Sample last = history.samples.peekLast();
    long second = nowMs / 1000;
    if (last != null && last.atSeconds == second) {
      history.samples.removeLast();
      history.samples.addLast(new Sample(second, Math.max(ms, last.ms)));
    } else {
      history.samples.addLast(new Sample(second, ms));
    }
    if (history.samples.size() > MOST_SAMPLES) {
      history.samples.removeFirst();
    }
  }

  Map<String, History> all() {
    return byEvent;
  }
}
