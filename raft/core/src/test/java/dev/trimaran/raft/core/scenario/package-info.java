/** Text scenarios: commands to a small cluster, and the trace that is expected of it. */
@NullMarked
package dev.trimaran.raft.core.scenario;

import org.jspecify.annotations.NullMarked;
