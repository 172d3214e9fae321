package dev.trimaran.cache.node.persistence;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The format of the files; numbers are big-endian.
 *
 * <pre>
 *   file    magic 8 | version 4 | kind 4 | generation 8 | continued 8 | created ms 8 | crc 4
 *   frame   magic 4 | length 4 | crc 4 | kind 4 | time ms 8 | synced 8 | requests
 *   request varint database | varint arguments | (varint length | bytes)*
 *   time    varint milliseconds | varint 0
 * </pre>
 *
 * <p>A frame's time is that of its first request; a request without arguments moves it on.
 *
 * <p>The checksums are CRC-32C of all that follows them in the header, and of the requests. {@code
 * synced} is how much of the file was durable when the frame was written: a frame beyond an
 * unreadable one vouches by it that the unreadable one was safe once, so that it is damage, not a
 * torn tail.
 */
final class Layout {

  static final int VERSION = 1;
  static final int FILE_HEADER_BYTES = 44;
  static final int FRAME_HEADER_BYTES = 32;

  static final int FRAME_MAGIC = 0x54524672;
  static final int FRAME_LENGTH = 4;
  static final int FRAME_CRC = 8;
  static final int FRAME_KIND = 12;
  static final int FRAME_TIME = 16;
  static final int FRAME_SYNCED = 24;

  /** A frame of requests. */
  static final int REQUESTS = 1;

  /** The last frame of a file that is complete. */
  static final int SEAL = 2;

  /** A log that goes on from nothing: the cache was empty. */
  static final long FROM_NOTHING = -1;

  /** A log that goes on from no other: it means nothing without the snapshot it began with. */
  static final long WITH_SNAPSHOT = 0;

  static final int LOG = 1;
  static final int SNAPSHOT = 2;

  /** Frames are cut at about this size; one request is never cut. */
  static final int FRAME_BYTES = 256 * 1024;

  private static final long FILE_MAGIC = 0x5452494d43414348L;
  private static final int FILE_CRC = 40;

  private Layout() {}

  static String log(long generation) {
    return "cache-%016x.log".formatted(generation);
  }

  static String snapshot(long generation) {
    return "cache-%016x.snapshot".formatted(generation);
  }

  static String temporary(long generation) {
    return "cache-%016x.tmp".formatted(generation);
  }

  /** A log that goes on from a snapshot of before. */
  static long afterSnapshot(long generation) {
    return -1 - generation;
  }

  /** The generation of a file by its name; {@link Long#MAX_VALUE} where it is none of these. */
  static long generation(String name) {
    return name.matches("cache-[0-9a-f]{16}\\.(log|snapshot|tmp)")
        ? Long.parseUnsignedLong(name.substring(6, 22), 16)
        : Long.MAX_VALUE;
  }

  /**
   * What a file says of itself.
   *
   * @param kind {@link #LOG} or {@link #SNAPSHOT}
   * @param generation that it begins
   * @param continued of a log: the generation of the log it goes on from, {@link #FROM_NOTHING},
   *     {@link #WITH_SNAPSHOT} or {@link #afterSnapshot}
   * @param createdMs milliseconds since the epoch
   */
  record FileHeader(int version, int kind, long generation, long continued, long createdMs) {

    ByteBuffer encode() {
      ByteBuffer bytes = ByteBuffer.allocate(FILE_HEADER_BYTES);
      bytes.putLong(FILE_MAGIC).putInt(version).putInt(kind);
      bytes.putLong(generation).putLong(continued).putLong(createdMs);
      bytes.putInt(crc(bytes.array()));
      return bytes.flip();
    }

    /** Null where these bytes are no header. */
    static @Nullable FileHeader decode(ByteBuffer bytes) {
      if (bytes.remaining() < FILE_HEADER_BYTES
          || bytes.getLong(0) != FILE_MAGIC
          || bytes.getInt(FILE_CRC) != crc(bytes.array())) {
        return null;
      }
      return new FileHeader(
          bytes.getInt(8),
          bytes.getInt(12),
          bytes.getLong(16),
          bytes.getLong(24),
          bytes.getLong(32));
    }

    private static int crc(byte[] header) {
      CRC32C crc = new CRC32C();
      crc.update(header, 0, FILE_CRC);
      return (int) crc.getValue();
    }
  }

  /** The checksum of a frame that lies at {@code offset}, header and all. */
  static int frameCrc(byte[] array, int offset, int end) {
    CRC32C crc = new CRC32C();
    crc.update(array, offset + FRAME_LENGTH, FRAME_CRC - FRAME_LENGTH);
    crc.update(array, offset + FRAME_KIND, end - offset - FRAME_KIND);
    return (int) crc.getValue();
  }
}
