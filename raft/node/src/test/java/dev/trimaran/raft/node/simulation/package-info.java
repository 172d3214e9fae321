/**
 * The real node in imagined clusters: clients record histories while a nemesis breaks what it may,
 * invariants are checked after every step, then the rest of the world heals and progress is due.
 */
@NullMarked
package dev.trimaran.raft.node.simulation;

import org.jspecify.annotations.NullMarked;
