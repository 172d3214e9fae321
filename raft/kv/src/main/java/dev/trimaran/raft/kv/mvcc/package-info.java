/**
 * Multi-version concurrency control: every key keeps a chain of versions, newest first, until
 * compaction cuts it.
 *
 * <pre>
 *   ordered index:  key ──► newest ──► older ──► oldest kept
 *   revision log:   all versions in the order of their revisions, for watchers that catch up
 * </pre>
 *
 * <p>One applier writes; any thread reads, at a revision, without waiting for it.
 */
@NullMarked
package dev.trimaran.raft.kv.mvcc;

import org.jspecify.annotations.NullMarked;
