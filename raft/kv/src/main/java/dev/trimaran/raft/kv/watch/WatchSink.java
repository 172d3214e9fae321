package dev.trimaran.raft.kv.watch;

import dev.trimaran.raft.client.mvcc.Event;
import java.util.List;

/** Takes what a watch tells; called under the hub's lock: must not block, nor call the hub. */
public interface WatchSink {

  /**
   * Whether it can take more. When it cannot, the watch becomes unsynced; whoever makes it ready
   * again calls {@link WatchHub#wake}.
   */
  boolean ready();

  /**
   * Events in order, whole revisions.
   *
   * @param revision the store's revision now, for the header
   */
  void events(Watch watch, List<Event> events, long revision);

  /** What should come next is compacted; the watch has ended. */
  void compacted(Watch watch, long compactRevision, long revision);
}
