/**
 * Persistent subscriptions on the leader. What a group must not forget is in ordinary streams of
 * the system, so the log replicates it: the settings of all groups in {@code
 * $persistentSubscriptionConfig}, and for each group its checkpoints and its parked messages.
 *
 * <pre>
 *   reader thread --pages--> +--------+ --deliver--> consumers' calls
 *   calls --ack, nack------> | group  | --park, checkpoint--> writer
 *   writer --done----------> +--------+
 * </pre>
 *
 * <p>Each group has a thread that steps it. A node that leads no more ends all groups and their
 * consumers' calls. One that does not know that yet can do no harm: a checkpoint is written only
 * over the one before it.
 */
@NullMarked
package dev.trimaran.events.node.group;

import org.jspecify.annotations.NullMarked;
