package dev.trimaran.events.core.index;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The index's hash of names and its checksum of blocks. Both are part of the file format. Written
 * here because a core uses no CRC of the platform.
 */
public final class Hashes {

  private static final long PRIME = 0x9E3779B97F4A7C15L;

  private Hashes() {}

  /** The hash of a stream's name. */
  public static long stream(String name) {
    return text(PRIME, name);
  }

  static long text(long seed, String text) {
    long hash = seed;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * PRIME;
      hash ^= hash >>> 32;
    }
    return mix(hash ^ text.length());
  }

  /** The finalizer of SplitMix64: every bit of the input reaches every bit of the output. */
  static long mix(long value) {
    long hash = value;
    hash = (hash ^ (hash >>> 30)) * 0xBF58476D1CE4E5B9L;
    hash = (hash ^ (hash >>> 27)) * 0x94D049BB133111EBL;
    return hash ^ (hash >>> 31);
  }

  /**
   * The checksum of the bytes between position and limit. Each step is one-to-one, so a change
   * within eight aligned bytes is always found, any other but for one in 2^64.
   */
  static long checksum(ByteBuffer bytes) {
    ByteBuffer data = bytes.duplicate().order(ByteOrder.BIG_ENDIAN);
    long hash = mix(data.remaining() + PRIME);
    while (data.remaining() >= Long.BYTES) {
      hash = step(hash, data.getLong());
    }
    long rest = 0;
    while (data.hasRemaining()) {
      rest = rest << 8 | data.get() & 0xff;
    }
    return mix(step(hash, rest));
  }

  private static long step(long hash, long word) {
    return Long.rotateLeft((hash ^ word) * PRIME, 29);
  }
}
