package dev.trimaran.raft.node.wal;

/**
 * Where an entry is in its segment.
 *
 * @param offset of its frame
 * @param batchEnd where the batch of the frame ends
 */
record Mark(long index, int offset, int batchEnd) {}
