package dev.trimaran.raft.kv.api;

import dev.trimaran.raft.client.etcd.WatchResponse;
import dev.trimaran.raft.client.mvcc.Event;
import dev.trimaran.raft.kv.watch.Watch;
import dev.trimaran.raft.kv.watch.WatchHub;
import dev.trimaran.raft.kv.watch.WatchSink;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One watch of a {@link WatchStream}. */
final class StreamWatch implements WatchSink {

  private final WatchStream stream;
  private final long id;
  private final boolean progress;
  private final boolean fragment;
  private volatile @Nullable Watch handle;
  private volatile boolean quiet;

  StreamWatch(WatchStream stream, long id, boolean progress, boolean fragment) {
    this.stream = stream;
    this.id = id;
    this.progress = progress;
    this.fragment = fragment;
  }

  void registered(Watch watch) {
    handle = watch;
  }

  @Nullable Watch handle() {
    return handle;
  }

  void cancel(WatchHub hub) {
    Watch watch = handle;
    if (watch != null) {
      hub.cancel(watch);
    }
  }

  /** Whether a progress notice is due; asked once an interval. */
  boolean wantsProgress() {
    boolean due = progress && quiet;
    quiet = true;
    return due;
  }

  void tellProgress(long revision) {
    stream.send(
        WatchResponse.newBuilder()
            .setHeader(stream.services().headers().at(revision))
            .setWatchId(id)
            .build());
  }

  @Override
  public boolean ready() {
    return stream.ready();
  }

  @Override
  public void events(Watch watch, List<Event> events, long revision) {
    quiet = false;
    WatchResponse response =
        WatchResponse.newBuilder()
            .setHeader(stream.services().headers().at(revision))
            .setWatchId(id)
            .addAllEvents(events)
            .build();
    int limit = stream.services().limits().maxMessageBytes();
    if (!fragment || events.size() < 2 || response.getSerializedSize() < limit) {
      stream.send(response);
    } else {
      fragments(response, limit);
    }
  }

  /** Parts below the limit, or of a single event; all but the last say that more follows. */
  private void fragments(WatchResponse whole, int limit) {
    WatchResponse base = whole.toBuilder().clearEvents().setFragment(true).build();
    int from = 0;
    while (from < whole.getEventsCount()) {
      int to = from;
      long bytes = base.getSerializedSize();
      while (to < whole.getEventsCount()) {
        bytes += 6L + whole.getEvents(to).getSerializedSize();
        if (to > from && bytes >= limit) {
          break;
        }
        to++;
      }
      WatchResponse.Builder part =
          base.toBuilder().addAllEvents(whole.getEventsList().subList(from, to));
      stream.send(part.setFragment(to < whole.getEventsCount()).build());
      from = to;
    }
  }

  @Override
  public void compacted(Watch watch, long compactRevision, long revision) {
    stream.send(
        WatchResponse.newBuilder()
            .setHeader(stream.services().headers().at(revision))
            .setWatchId(id)
            .setCanceled(true)
            .setCompactRevision(compactRevision)
            .build());
    stream.compacted(id);
  }
}
