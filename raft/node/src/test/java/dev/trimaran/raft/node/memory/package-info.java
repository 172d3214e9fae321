/** Disks in memory for tests of files, byte by byte. */
@NullMarked
package dev.trimaran.raft.node.memory;

import org.jspecify.annotations.NullMarked;
