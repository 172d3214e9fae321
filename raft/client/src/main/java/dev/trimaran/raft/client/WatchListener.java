package dev.trimaran.raft.client;

import dev.trimaran.raft.client.etcd.WatchResponse;

/** Told what a {@link Watch} sees, in order, on a network thread; must not block. */
public interface WatchListener {

  /**
   * The server created the watch ({@code created}), reports events, or progress (no events). The
   * creation is told once, however often the watch moves to another endpoint.
   */
  void response(WatchResponse response);

  /** The watch is over: refused, or cancelled by the server (its history was compacted). */
  void ended(KvException reason);
}
