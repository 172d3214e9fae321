/**
 * What nodes say to each other, as bytes: hand-coded, versioned, every length checked before
 * anything is allocated. See docs/internals/storage.md for the offsets.
 */
@NullMarked
package dev.trimaran.raft.node.wire;

import org.jspecify.annotations.NullMarked;
