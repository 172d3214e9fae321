/**
 * The imagined world: a whole cluster in one thread and in virtual time.
 *
 * <pre>
 *   Simulation ── Scheduler (binary heap of events, virtual nanoseconds) ── Trace (running hash)
 *     └ SimulatedNode ── Incarnation ── World: clock, randomness, disk, network, loops
 *          └ clock and disk image outlive a crash; the incarnation does not
 * </pre>
 *
 * <p>Every delay, loss and failure is drawn from one seed, so that a run is a function of the seed
 * and the code. Nothing here is safe for several threads.
 */
@NullMarked
package dev.trimaran.simulation;

import org.jspecify.annotations.NullMarked;
