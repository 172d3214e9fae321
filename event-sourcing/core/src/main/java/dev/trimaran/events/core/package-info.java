/**
 * The event store, pure: no IO, no threads, no clock.
 *
 * <pre>
 *   model  <-  codec  <-  stream, filter, index, subscription, group, scavenge  <-  state
 * </pre>
 *
 * <p>The log of a Raft group is the event log. A committed command is decided here, alone and in
 * the order of the log: it gives events the next positions of {@code $all} and the next revisions
 * of their streams, or is refused. What an event carries stays in the log; what is kept here is
 * small: heads of streams, ids of recent events.
 */
@NullMarked
package dev.trimaran.events.core;

import org.jspecify.annotations.NullMarked;
