package dev.trimaran.cache.core.tracking;

import dev.trimaran.cache.core.model.Name;
import dev.trimaran.cache.core.reply.Reply;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The prefixes that clients ask for, and the keys of each that have changed since it was last told.
 */
final class Broadcasts {

  private static final long NOBODY = 0;

  private static final class Prefix {
    final Set<Tracker> trackers = new LinkedHashSet<>();

    /** The keys in their order, and who changed each last. */
    final TreeMap<Name, Long> changed = new TreeMap<>();
  }

  private final TreeMap<Name, Prefix> byPrefix = new TreeMap<>();
  private boolean waiting;

  int prefixes() {
    return byPrefix.size();
  }

  /** Whether a change waits to be told. */
  boolean isWaiting() {
    return waiting;
  }

  void add(Tracker tracker, Name prefix) {
    byPrefix.computeIfAbsent(prefix, _ -> new Prefix()).trackers.add(tracker);
    tracker.prefixes.add(prefix);
  }

  void remove(Tracker tracker) {
    for (Name name : tracker.prefixes) {
      Prefix prefix = byPrefix.get(name);
      if (prefix != null && prefix.trackers.remove(tracker) && prefix.trackers.isEmpty()) {
        byPrefix.remove(name);
      }
    }
    tracker.prefixes.clear();
  }

  /** A key was changed, by a client or by time. */
  void modified(Name key, Tracker by) {
    modified(key, by.session.id());
  }

  void modified(Name key) {
    modified(key, NOBODY);
  }

  private void modified(Name key, long by) {
    for (Map.Entry<Name, Prefix> each : byPrefix.entrySet()) {
      if (key.startsWith(each.getKey())) {
        each.getValue().changed.put(key, by);
        waiting = true;
      }
    }
  }

  /** Tells what waits: one message for each prefix and client, the keys in their order. */
  void tell(BiConsumer<Tracker, Consumer<Reply>> send) {
    waiting = false;
    for (Prefix prefix : byPrefix.values()) {
      if (prefix.changed.isEmpty()) {
        continue;
      }
      Reply all = message(prefix.changed, NOBODY);
      for (Tracker tracker : prefix.trackers) {
        Reply message =
            tracker.options.noLoop() ? message(prefix.changed, tracker.session.id()) : all;
        if (message.length() > 0) {
          send.accept(tracker, reply -> reply.raw(message.array(), 0, message.length()));
        }
      }
      prefix.changed.clear();
    }
  }

  /** The keys that others than one client have changed; empty where there are none. */
  private static Reply message(Map<Name, Long> changed, long exceptBy) {
    Reply message = new Reply();
    int count = 0;
    for (long by : changed.values()) {
      count += by == NOBODY || by != exceptBy ? 1 : 0;
    }
    if (count > 0) {
      message.array(count);
      changed.forEach((key, by) -> {
        if (by == NOBODY || by != exceptBy) {
          message.bulk(key.bytes());
        }
      });
    }
    return message;
  }
}
