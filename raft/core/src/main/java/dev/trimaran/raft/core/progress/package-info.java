/** What a leader knows of each follower: how far it matches, what is in flight. */
@NullMarked
package dev.trimaran.raft.core.progress;

import org.jspecify.annotations.NullMarked;
