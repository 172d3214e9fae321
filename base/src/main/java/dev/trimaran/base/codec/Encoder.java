package dev.trimaran.base.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.trimaran.base.Checks;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Writes a frame into an array that grows; see {@link Decoder} for the formats. */
public final class Encoder {

  private byte[] bytes;
  private int size;

  /**
   * @param expectedBytes how long the frame will probably be
   */
  public Encoder(int expectedBytes) {
    Checks.argument(expectedBytes >= 0, "expectedBytes is not negative");
    bytes = new byte[Math.max(16, expectedBytes)];
  }

  /** Bytes written so far. */
  public int size() {
    return size;
  }

  /** One byte, the lowest of {@code value}. */
  public Encoder u8(int value) {
    reserve(1);
    bytes[size++] = (byte) value;
    return this;
  }

  /** Four bytes, big-endian. */
  public Encoder i32(int value) {
    reserve(Integer.BYTES);
    for (int shift = 24; shift >= 0; shift -= 8) {
      bytes[size++] = (byte) (value >>> shift);
    }
    return this;
  }

  /** Eight bytes, big-endian. */
  public Encoder i64(long value) {
    return i32((int) (value >>> 32)).i32((int) value);
  }

  /** An unsigned number in groups of seven bits, lowest first: 1 to 10 bytes. */
  public Encoder varint(long value) {
    reserve(10);
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
    return this;
  }

  /** A varint length and that many bytes; {@code data} is left as it was. */
  public Encoder bytes(ByteBuffer data) {
    int length = data.remaining();
    varint(length);
    reserve(length);
    data.duplicate().get(bytes, size, length);
    size += length;
    return this;
  }

  /** A text as counted UTF-8. */
  public Encoder string(String text) {
    return bytes(ByteBuffer.wrap(text.getBytes(UTF_8)));
  }

  /** The frame; the encoder must not be used afterwards. */
  public ByteBuffer toBuffer() {
    return ByteBuffer.wrap(bytes, 0, size).slice();
  }

  private void reserve(int length) {
    if (bytes.length - size < length) {
      int needed = Math.addExact(size, length);
      bytes =
          Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(needed, size * 2L)));
    }
  }
}
