package dev.trimaran.io.net;

import io.netty.buffer.ByteBuf;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the bytes of one connection into frames: length u32, CRC32C of the payload u32, payload. A
 * payload is copied once, from the socket's buffer into an array of its own.
 */
final class FrameReader {

  /** Bytes before each payload. */
  static final int HEADER_BYTES = 8;

  private final byte[] header = new byte[HEADER_BYTES];
  private final CRC32C crc = new CRC32C();
  private int maxBytes;
  private int headerFilled;
  private byte @Nullable [] payload;
  private int payloadFilled;
  private int expectedCrc;

  FrameReader(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  void maxBytes(int bytes) {
    maxBytes = bytes;
  }

  /**
   * Takes bytes until a frame is whole.
   *
   * @return the frame, null when {@code bytes} ran out first
   * @throws ProtocolException when a frame is too long or damaged
   */
  @Nullable ByteBuffer next(ByteBuf bytes) throws ProtocolException {
    byte[] target = payload;
    if (target == null) {
      int length = Math.min(HEADER_BYTES - headerFilled, bytes.readableBytes());
      bytes.readBytes(header, headerFilled, length);
      headerFilled += length;
      if (headerFilled < HEADER_BYTES) {
        return null;
      }
      target = begin();
      payload = target;
    }
    int length = Math.min(target.length - payloadFilled, bytes.readableBytes());
    bytes.readBytes(target, payloadFilled, length);
    payloadFilled += length;
    return payloadFilled < target.length ? null : finish(target);
  }

  private byte[] begin() throws ProtocolException {
    ByteBuffer fields = ByteBuffer.wrap(header);
    int length = fields.getInt();
    expectedCrc = fields.getInt();
    if (length < 0 || length > maxBytes) {
      throw new ProtocolException(
          "a frame of " + Integer.toUnsignedString(length) + " bytes; the limit is " + maxBytes);
    }
    return new byte[length];
  }

  private ByteBuffer finish(byte[] whole) throws ProtocolException {
    crc.reset();
    crc.update(whole, 0, whole.length);
    if ((int) crc.getValue() != expectedCrc) {
      throw new ProtocolException("a frame of " + whole.length + " bytes does not match its CRC");
    }
    payload = null;
    payloadFilled = 0;
    headerFilled = 0;
    return ByteBuffer.wrap(whole);
  }
}
