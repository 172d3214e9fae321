package dev.trimaran.events.core.group;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The messages of the stream that are held, and when a checkpoint is due. */
final class Progress {

  /** So many places without a message in them are worth a checkpoint. */
  private static final int SCANNED = 1_000;

  /** Changed counts of retries wait no longer for a checkpoint. */
  private static final long RETRIES_MS = 100;

  private final GroupSettings settings;
  private final TreeMap<Long, Message> held = new TreeMap<>();

  /** Of messages that this group has not read again yet. */
  private final Map<Long, Integer> remembered;

  private long next;
  private long written;
  private long lastAt;
  private int settled;
  private boolean retriesChanged;
  private boolean writing;

  Progress(GroupSettings settings, GroupCheckpoint from, long now) {
    this.settings = settings;
    this.remembered = new HashMap<>(from.retries());
    this.next = from.place() + 1;
    this.written = from.place();
    this.lastAt = now;
  }

  /** The place to read from. */
  long next() {
    return next;
  }

  void readTo(long place) {
    next = place;
    remembered.keySet().removeIf(at -> at < place);
  }

  /** How often a message that is read now was told before. */
  int retriesAt(long place) {
    return remembered.getOrDefault(place, 0);
  }

  void hold(Message message) {
    held.put(message.event.place(), message);
  }

  void settle(Message message) {
    held.remove(message.event.place());
    settled++;
  }

  void retried() {
    retriesChanged = true;
  }

  int size() {
    return held.size();
  }

  long written() {
    return written;
  }

  /** The place up to which all is settled. */
  long place() {
    return (held.isEmpty() ? next : held.firstKey()) - 1;
  }

  long oldestSince(long otherwise) {
    return held.isEmpty() ? otherwise : held.firstEntry().getValue().since;
  }

  /** Asks for a checkpoint when one is due. */
  void checkpoint(long now, List<GroupEffect> effects) {
    if (writing) {
      return;
    }
    long place = place();
    boolean onTime = now - lastAt >= settings.checkpointAfterMs();
    boolean moved = place > written;
    boolean full =
        settled >= settings.maxCheckpointCount()
            || place - written >= Math.max(SCANNED, settings.maxCheckpointCount());
    boolean enough = settled >= Math.max(1, settings.minCheckpointCount());
    boolean soon = onTime || now - lastAt >= RETRIES_MS;
    if ((moved && (full || (onTime && enough))) || (retriesChanged && soon)) {
      writing = true;
      retriesChanged = false;
      settled = 0;
      lastAt = now;
      written = place;
      effects.add(new GroupEffect.WriteCheckpoint(new GroupCheckpoint(place, retries())));
    }
  }

  private Map<Long, Integer> retries() {
    Map<Long, Integer> retries = new HashMap<>(remembered);
    held.forEach((place, message) -> {
      if (message.retries > 0) {
        retries.put(place, message.retries);
      }
    });
    return retries;
  }

  void checkpointDone(boolean done) {
    writing = false;
    if (!done) {
      retriesChanged = true; // the next one says it all
    }
  }
}
