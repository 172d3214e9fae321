/** Snapshots: compaction, and installation in chunks (section 7). */
@NullMarked
package dev.trimaran.raft.core.snapshot;

import org.jspecify.annotations.NullMarked;
