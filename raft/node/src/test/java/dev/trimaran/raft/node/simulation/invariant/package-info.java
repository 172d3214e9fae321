/** What must hold at every moment of every run, one class each. */
@NullMarked
package dev.trimaran.raft.node.simulation.invariant;

import org.jspecify.annotations.NullMarked;
