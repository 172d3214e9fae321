/**
 * What the groups on one node share: one network, on which idle heartbeats of all groups to the
 * same peer travel together, and one disk, a directory for each.
 */
@NullMarked
package dev.trimaran.raft.node.shared;

import org.jspecify.annotations.NullMarked;
