/**
 * Snapshot files: written beside the log, sent to followers and received from leaders in chunks. A
 * file under its final name is whole and durable; whatever else is found at start is deleted.
 */
@NullMarked
package dev.trimaran.raft.node.snapshot;

import org.jspecify.annotations.NullMarked;
