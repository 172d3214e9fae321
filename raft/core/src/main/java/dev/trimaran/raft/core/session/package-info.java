/** Exactly-once application of commands that are proposed more than once (dissertation 6.3). */
@NullMarked
package dev.trimaran.raft.core.session;

import org.jspecify.annotations.NullMarked;
