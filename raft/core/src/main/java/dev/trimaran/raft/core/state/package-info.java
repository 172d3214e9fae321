/** The state of one node, the changes of role, and what it wants done. */
@NullMarked
package dev.trimaran.raft.core.state;

import org.jspecify.annotations.NullMarked;
