/**
 * Watches: ordered, unique, whole revisions at a time, resumable. A synced watch is fed as batches
 * are applied; one that starts in the past, or whose sink is full, is unsynced and catches up from
 * the versions, without ever making a write wait.
 */
@NullMarked
package dev.trimaran.raft.kv.watch;

import org.jspecify.annotations.NullMarked;
