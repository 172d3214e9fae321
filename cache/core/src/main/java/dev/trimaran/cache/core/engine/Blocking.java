package dev.trimaran.cache.core.engine;

import dev.trimaran.cache.core.command.CommandSpec;
import dev.trimaran.cache.core.command.Flag;
import dev.trimaran.cache.core.keyspace.Keyspace;
import dev.trimaran.cache.core.model.Arguments;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The requests that wait for a key; each key serves those that wait for it in their order. */
final class Blocking {

  private static final Comparator<Waiting> IN_ORDER = Comparator.comparingLong(Waiting::order);
  private static final Comparator<Waiting> BY_DEADLINE =
      Comparator.comparingLong(Waiting::deadlineMs).thenComparing(IN_ORDER);

  private final Map<Key, TreeSet<Waiting>> byKey = new HashMap<>();
  private final TreeSet<Waiting> byDeadline = new TreeSet<>(BY_DEADLINE);
  private final TreeSet<Waiting> ready = new TreeSet<>(IN_ORDER);
  private long nextOrder;

  boolean isEmpty() {
    return byKey.isEmpty();
  }

  long nextOrder() {
    return nextOrder++;
  }

  void add(Waiting waiting) {
    for (Key key : waiting.keys()) {
      byKey.computeIfAbsent(key, _ -> new TreeSet<>(IN_ORDER)).add(waiting);
    }
    if (waiting.deadlineMs() > 0) {
      byDeadline.add(waiting);
    }
    waiting.client().waiting = waiting;
  }

  void remove(Waiting waiting) {
    for (Key key : waiting.keys()) {
      TreeSet<Waiting> others = byKey.get(key);
      if (others != null && others.remove(waiting) && others.isEmpty()) {
        byKey.remove(key);
      }
    }
    byDeadline.remove(waiting);
    ready.remove(waiting);
    waiting.client().waiting = null;
  }

  /** A key has changed: those that wait for it may have what they wait for. */
  void modified(Keyspace keys, byte[] array, int offset, int length) {
    if (byKey.isEmpty()) {
      return;
    }
    TreeSet<Waiting> waiting = byKey.get(Key.of(keys.number(), array, offset, length));
    if (waiting != null) {
      ready.addAll(waiting);
    }
  }

  void emptied(int database) {
    byKey.forEach((key, waiting) -> {
      if (key.database() == database) {
        ready.addAll(waiting);
      }
    });
  }

  /** Takes those that may have what they wait for, in their order. */
  List<Waiting> takeReady() {
    List<Waiting> taken = new ArrayList<>(ready);
    ready.clear();
    return taken;
  }

  boolean hasReady() {
    return !ready.isEmpty();
  }

  /** The one that has waited for too long, if any. */
  java.util.Optional<Waiting> overdue(long nowMs) {
    return byDeadline.isEmpty() || byDeadline.first().deadlineMs() > nowMs
        ? java.util.Optional.empty()
        : java.util.Optional.of(byDeadline.first());
  }

  long nextDeadline() {
    return byDeadline.isEmpty() ? Keyspace.NO_DEADLINE : byDeadline.first().deadlineMs();
  }

  /** The keys that a request names. */
  static List<Key> keys(CommandSpec spec, Arguments request, int database) {
    List<Key> keys = new ArrayList<>();
    int first = spec.firstKey();
    int last = spec.lastKey() < 0 ? request.count() + spec.lastKey() : spec.lastKey();
    int step = Math.max(1, spec.keyStep());
    if (first == 0 && spec.is(Flag.MOVABLEKEYS)) { // timeout numkeys key [key ...]
      first = 3;
      last = 2 + Integer.parseInt(request.text(2));
      step = 1;
    }
    for (int i = first; i > 0 && i <= last; i += step) {
      keys.add(new Key(database, request.copy(i)));
    }
    return keys;
  }
}
