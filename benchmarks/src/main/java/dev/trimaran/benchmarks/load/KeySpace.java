package dev.trimaran.benchmarks.load;

import io.netty.buffer.ByteBuf;

/**
 * Keys {@code k0000000000} and up, of equal length.
 *
 * @param size number of keys
 */
public record KeySpace(long size) {

  static final int KEY_BYTES = 11;

  public KeySpace {
    if (size < 1 || size > 10_000_000_000L) {
      throw new IllegalArgumentException("a key space has 1 to 10^10 keys, not " + size);
    }
  }

  /** Appends the key as field 1 of a message. */
  void writeField(ByteBuf out, long key) {
    out.writeByte(Protobuf.tag(1));
    out.writeByte(KEY_BYTES);
    int start = out.writerIndex();
    out.writeZero(KEY_BYTES);
    out.setByte(start, 'k');
    long rest = key;
    for (int at = KEY_BYTES - 1; at > 0; at--) {
      out.setByte(start + at, (int) ('0' + rest % 10));
      rest /= 10;
    }
  }
}
