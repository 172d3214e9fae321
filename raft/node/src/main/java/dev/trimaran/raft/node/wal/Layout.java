package dev.trimaran.raft.node.wal;

/** Sizes and offsets; all numbers are big-endian. See docs/internals/storage.md. */
final class Layout {

  static final String DIRECTORY = "wal";

  /** One sector, so that a header is written whole or not at all. */
  static final int SEGMENT_HEADER_BYTES = 512;

  static final long SEGMENT_MAGIC = 0x5452494d57414c31L; // "TRIMWAL1"
  static final int VERSION = 1;

  /** Of the header of a segment that was rewritten, which older releases must not read. */
  static final int REWRITTEN_VERSION = 2;

  // A batch: salt u64, sequence u64, durable u64, length u32, count u32, previous crc, crc.
  static final int BATCH_HEADER_BYTES = 40;
  static final int BATCH_SEQUENCE = 8;
  static final int BATCH_DURABLE = 16;
  static final int BATCH_LENGTH = 24;
  static final int BATCH_COUNT = 28;
  static final int BATCH_PREVIOUS_CRC = 32;
  static final int BATCH_CRC = 36;

  // A frame: kind u8, entry kind u8, reserved u16, length u32, crc u32, index u64, term u64.
  static final int FRAME_HEADER_BYTES = 28;
  static final int FRAME_ENTRY_KIND = 1;
  static final int FRAME_LENGTH = 4;
  static final int FRAME_CRC = 8;
  static final int FRAME_INDEX = 12;
  static final int FRAME_TERM = 20;

  static final byte HARD_STATE = 1;
  static final byte ENTRY = 2;
  static final byte RESET = 3;
  static final byte INDEX = 4;

  /** Batches start at multiples of it. */
  static final int ALIGNMENT = 8;

  /** An index frame holds one pair for each so many bytes of the segment. */
  static final int INDEX_STEP_BYTES = 64 << 10;

  /** The index file of a segment that is kept has a mark for each so many bytes. */
  static final int MARK_STEP_BYTES = 16 << 10;

  private static final String TEMPORARY = ".tmp";

  private Layout() {}

  static int aligned(int length) {
    return (length + ALIGNMENT - 1) & -ALIGNMENT;
  }

  /** Room kept at the end of a segment for its index. */
  static int indexReserve(int segmentBytes) {
    int pairs = segmentBytes / INDEX_STEP_BYTES + 1;
    return aligned(BATCH_HEADER_BYTES + FRAME_HEADER_BYTES + pairs * 16);
  }

  /** Where what is to replace {@code path} is written; no two attempts have the same. */
  static String temporary(String path, long salt) {
    return path + ".%016x".formatted(salt) + TEMPORARY;
  }

  /** Whether a file of the log was to replace another, and never did. */
  static boolean isLeftover(String name) {
    return name.matches("[0-9a-f]{16}\\.(wal|index)\\.[0-9a-f]{16}\\.tmp");
  }

  static String indexPath(long number) {
    return DIRECTORY + "/" + "%016x.index".formatted(number);
  }

  static String path(long number) {
    return DIRECTORY + "/" + "%016x.wal".formatted(number);
  }
}
