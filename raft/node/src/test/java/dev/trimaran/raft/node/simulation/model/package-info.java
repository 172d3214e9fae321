/** What can be seen of a simulated cluster. */
@NullMarked
package dev.trimaran.raft.node.simulation.model;

import org.jspecify.annotations.NullMarked;
