package dev.trimaran.events.core.group;

import java.util.List;
import java.util.TreeMap;

/**
 * The messages put aside. Those that are told again stay among the parked until they are settled,
 * so that none is lost when the group begins anew meanwhile.
 */
final class Parking {

  private final int most;
  private final int batch;
  private final TreeMap<Long, Message> held = new TreeMap<>();

  /** Places: the first that is there, one after the last, the next to be told again. */
  private long first;

  private long end;
  private long next;

  /** Exclusive. */
  private long stop;

  private boolean reading;
  private boolean truncating;

  Parking(long first, long end, GroupSettings settings) {
    this.first = first;
    this.end = Math.max(first, end);
    this.next = first;
    this.stop = first;
    this.most = settings.historyBufferSize();
    this.batch = settings.readBatchSize();
  }

  void added(long place) {
    end = Math.max(end, place + 1);
  }

  /** How many are put aside, those that are being told again counted. */
  long count() {
    return end - next + held.size();
  }

  long oldestSince(long otherwise) {
    return held.isEmpty() ? otherwise : held.firstEntry().getValue().since;
  }

  int size() {
    return held.size();
  }

  void replay(long upTo) {
    stop = Math.max(stop, Math.min(upTo, end));
  }

  /** Whether the parked message at a place is to be told again, and is not yet. */
  boolean wanted(long place) {
    return place >= next && place < stop;
  }

  void hold(Message message) {
    held.put(message.event.place(), message);
  }

  void settle(Message message) {
    held.remove(message.event.place());
  }

  void readTo(long place) {
    reading = false;
    next = Math.min(stop, Math.max(next, place));
  }

  void truncateDone(boolean done) {
    truncating = false;
    if (!done) {
      first = -1; // as if nothing was gone: asked for again
    }
  }

  /** Asks for what is to be told again, and for the end of what was. */
  void advance(List<GroupEffect> effects) {
    if (!reading && next < stop && held.size() + batch <= most) {
      reading = true;
      effects.add(new GroupEffect.ReadParked(next, (int) Math.min(batch, stop - next)));
    }
    long settled = held.isEmpty() ? next : held.firstKey();
    boolean pause = held.isEmpty() || settled - first >= most;
    if (!reading && !truncating && settled > first && pause) {
      truncating = true;
      first = settled;
      effects.add(new GroupEffect.TruncateParked(settled));
    }
  }
}
