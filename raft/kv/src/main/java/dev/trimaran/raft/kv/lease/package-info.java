/** Leases: the replicated table of them, and the leader's clock over it. */
@NullMarked
package dev.trimaran.raft.kv.lease;

import org.jspecify.annotations.NullMarked;
