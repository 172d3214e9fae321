package dev.trimaran.raft.node.model;

import dev.trimaran.base.NodeId;

/**
 * Whose files these are; recorded in each of them and checked at start.
 *
 * @param clusterId the cluster
 * @param group the Raft group within it
 * @param node the node
 */
public record StorageIdentity(long clusterId, long group, NodeId node) {}
