/** To be filled. */
@NullMarked
package dev.trimaran.raft.kv;

import org.jspecify.annotations.NullMarked;
