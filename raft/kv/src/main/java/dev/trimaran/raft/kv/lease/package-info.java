/** The replicated table of leases; the clock by which they run out is the leader's own affair. */
@NullMarked
package dev.trimaran.raft.kv.lease;

import org.jspecify.annotations.NullMarked;
