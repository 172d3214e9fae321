package dev.trimaran.raft.core.model;

/**
 * What a snapshot stands for.
 *
 * @param index last entry it includes
 * @param term term of that entry
 * @param configuration configuration as of {@code index}
 */
public record SnapshotMeta(long index, long term, Configuration configuration) {}
