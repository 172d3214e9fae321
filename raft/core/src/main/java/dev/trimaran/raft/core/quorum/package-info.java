/** Majorities: of one set of voters, or of both sets of a joint configuration. */
@NullMarked
package dev.trimaran.raft.core.quorum;

import org.jspecify.annotations.NullMarked;
