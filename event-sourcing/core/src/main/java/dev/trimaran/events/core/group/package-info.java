/**
 * Groups of competing consumers (KurrentDB's persistent subscriptions), pure.
 *
 * <pre>
 *   reader -> fresh ---+--> delivered --ack--> settled --> checkpoint
 *                      |        | nack, timeout, consumer gone
 *             retries <---------+
 *                               | too often, or asked for
 *                               +--> parked --replay--> retries
 * </pre>
 *
 * <p>A message is held from being read until it is settled: acknowledged, skipped, or safely
 * parked. The checkpoint is the place below the lowest held message, so nothing is lost when the
 * group begins again elsewhere; what was settled above it is told again.
 */
@NullMarked
package dev.trimaran.events.core.group;

import org.jspecify.annotations.NullMarked;
