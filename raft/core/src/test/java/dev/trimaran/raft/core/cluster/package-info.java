/** A cluster of cores without a node around them: disk, network and machine are lists. */
@NullMarked
package dev.trimaran.raft.core.cluster;

import org.jspecify.annotations.NullMarked;
