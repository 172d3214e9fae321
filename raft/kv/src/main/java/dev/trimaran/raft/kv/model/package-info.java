/** The words of the key-value store that its packages share. */
@NullMarked
package dev.trimaran.raft.kv.model;

import org.jspecify.annotations.NullMarked;
