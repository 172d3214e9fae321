/** A small key-value machine that says what it does. */
@NullMarked
package dev.trimaran.raft.node.simulation.store;

import org.jspecify.annotations.NullMarked;
