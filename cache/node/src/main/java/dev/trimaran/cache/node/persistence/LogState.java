package dev.trimaran.cache.node.persistence;

/**
 * The append log now.
 *
 * @param bytes length of the file that is written, with what is being written
 * @param waitingBytes appended and not yet handed to the disk
 * @param isSyncing whether the force of every second is under way
 */
public record LogState(long bytes, long waitingBytes, boolean isSyncing) {}
