package dev.trimaran.raft.kv.watch;

import dev.trimaran.raft.kv.mvcc.KeySpan;

/**
 * What is watched.
 *
 * @param startRevision first revision to tell, 0 for whatever comes next
 */
public record WatchSpec(
    KeySpan span, long startRevision, boolean noPut, boolean noDelete, boolean prevKv) {}
