package dev.trimaran.raft.core.model;

import dev.trimaran.base.NodeId;
import org.jspecify.annotations.Nullable;

/**
 * The visible state of one node. {@code firstIndex - 1 <= snapshotIndex <= applied <= committed <=
 * durable <= lastIndex}.
 */
public record View(
    NodeId self,
    Role role,
    long term,
    @Nullable NodeId vote,
    @Nullable NodeId leader,
    long firstIndex,
    long snapshotIndex,
    long applied,
    long committed,
    long durable,
    long lastIndex,
    long lastTerm,
    Configuration configuration) {}
