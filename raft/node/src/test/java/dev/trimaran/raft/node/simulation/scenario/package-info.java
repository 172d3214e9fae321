/**
 * Bugs that real Raft systems shipped, one class each: the schedule that showed the bug, played
 * against the real node. Every scenario also runs under all invariants.
 */
@NullMarked
package dev.trimaran.raft.node.simulation.scenario;

import org.jspecify.annotations.NullMarked;
