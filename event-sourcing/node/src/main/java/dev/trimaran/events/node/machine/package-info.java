/** The event store as a state machine of a Raft group, and its checkpoint. */
@NullMarked
package dev.trimaran.events.node.machine;

import org.jspecify.annotations.NullMarked;
