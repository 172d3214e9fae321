/**
 * The embeddable node: executes the effects of the consensus core through the ports, applies
 * committed commands to a {@link dev.trimaran.raft.node.StateMachine}, exactly once by sessions.
 */
@NullMarked
package dev.trimaran.raft.node;

import org.jspecify.annotations.NullMarked;
