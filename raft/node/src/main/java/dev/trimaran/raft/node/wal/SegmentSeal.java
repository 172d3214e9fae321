package dev.trimaran.raft.node.wal;

import dev.trimaran.raft.core.model.HardState;

/**
 * What a restart must know of a full segment that it does not read.
 *
 * @param salt of the segment
 * @param firstIndex first entry in force when it was sealed, 0 when it holds none
 * @param lastIndex last entry of the log when it was sealed, 0 as well
 * @param hardState when it was sealed
 * @param position of the batch that seals it
 * @param sequence of that batch
 * @param crc of that batch
 */
record SegmentSeal(
    long number,
    long salt,
    long firstIndex,
    long lastIndex,
    HardState hardState,
    long position,
    long sequence,
    int crc) {}
