package dev.trimaran.raft.node.wal;

import dev.trimaran.base.Checks;

/**
 * Sizes of the log on disk.
 *
 * @param segmentBytes size of one segment file
 * @param maxBatchBytes what is written at once at most, unless one entry is larger
 * @param spareSegments how many dropped segments are kept for use again
 * @param lowWaterBytes new proposals are refused while less than this is free on the disk
 */
public record WalConfig(
    int segmentBytes, int maxBatchBytes, int spareSegments, long lowWaterBytes) {

  /** 64 MiB segments, 4 MiB batches, 1 spare, 256 MiB to be left free. */
  public static final WalConfig DEFAULT = new WalConfig(64 << 20, 4 << 20, 1, 256L << 20);

  public WalConfig {
    Checks.argument(
        segmentBytes >= 64 << 10 && segmentBytes % 4096 == 0,
        "segmentBytes is a multiple of 4096 and at least 65536");
    Checks.argument(maxBatchBytes >= 4096, "maxBatchBytes is at least 4096");
    Checks.argument(spareSegments >= 0, "spareSegments is not negative");
    Checks.argument(lowWaterBytes >= 0, "lowWaterBytes is not negative");
  }

  /** The largest entry that fits, in bytes of data. */
  public int maxEntryBytes() {
    return segmentBytes
        - Layout.SEGMENT_HEADER_BYTES
        - Layout.indexReserve(segmentBytes)
        - Layout.BATCH_HEADER_BYTES
        - 3 * Layout.FRAME_HEADER_BYTES
        - 2 * Layout.ALIGNMENT;
  }
}
