/** Linearizable reads by ReadIndex, on leaders and followers (dissertation 6.4). */
@NullMarked
package dev.trimaran.raft.core.read;

import org.jspecify.annotations.NullMarked;
