package dev.trimaran.raft.kv.watch;

import dev.trimaran.raft.client.mvcc.Event;
import dev.trimaran.raft.client.mvcc.Event.EventType;
import dev.trimaran.raft.kv.mvcc.Version;
import dev.trimaran.raft.kv.txn.Ranges;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One watch of a {@link WatchHub}; its state belongs to the hub. */
public final class Watch {

  final WatchSpec spec;
  final WatchSink sink;

  /** The first revision not told yet; changes before it are skipped. */
  long next;

  boolean synced;
  boolean cancelled;

  /** Events gathered in the pass under way. */
  List<Event> gathered = new ArrayList<>();

  Watch(WatchSpec spec, WatchSink sink) {
    this.spec = spec;
    this.sink = sink;
  }

  public WatchSpec spec() {
    return spec;
  }

  /** Gathers a change if the watch wants it. */
  void gather(Version version, long compacted) {
    boolean filtered = version.tombstone() ? spec.noDelete() : spec.noPut();
    if (version.modRevision() < next || filtered) {
      return;
    }
    var event =
        Event.newBuilder()
            .setType(version.tombstone() ? EventType.DELETE : EventType.PUT)
            .setKv(Ranges.keyValue(version, true));
    Version before = beforeItsRevision(version);
    boolean wanted = spec.prevKv() && version.modRevision() > compacted;
    if (wanted && before != null && !before.tombstone()) {
      event.setPrevKv(Ranges.keyValue(before, true));
    }
    gathered.add(event.build());
  }

  /** A transaction can put a key and then delete it: what was before is before both. */
  private static @Nullable Version beforeItsRevision(Version version) {
    Version before = version.previous();
    while (before != null && before.modRevision() == version.modRevision()) {
      before = before.previous();
    }
    return before;
  }

  /** Tells what was gathered. */
  void tell(long revision) {
    List<Event> events = gathered;
    gathered = new ArrayList<>();
    sink.events(this, events, revision);
  }
}
