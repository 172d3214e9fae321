/** A cluster of real nodes in an imagined world, its clients, and what breaks it. */
@NullMarked
package dev.trimaran.raft.node.simulation.cluster;

import org.jspecify.annotations.NullMarked;
