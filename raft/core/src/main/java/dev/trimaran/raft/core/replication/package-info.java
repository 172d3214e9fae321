/** Log replication on both sides, and the commit rule (sections 5.3 and 5.4.2). */
@NullMarked
package dev.trimaran.raft.core.replication;

import org.jspecify.annotations.NullMarked;
