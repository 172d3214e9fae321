/** Whole clusters of event stores in the simulator: what clients were told against what is kept. */
@NullMarked
package dev.trimaran.events.node.simulation;

import org.jspecify.annotations.NullMarked;
