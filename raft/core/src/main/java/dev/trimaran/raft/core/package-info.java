/**
 * Consensus as a pure function: {@code step(Input) -> Effects}. No IO, no thread, no clock, no
 * randomness that was not handed in, no lock, no log line.
 *
 * <p>Source: Ongaro and Ousterhout, In Search of an Understandable Consensus Algorithm (extended
 * version); Ongaro, Consensus: Bridging Theory and Practice.
 */
@NullMarked
package dev.trimaran.raft.core;

import org.jspecify.annotations.NullMarked;
