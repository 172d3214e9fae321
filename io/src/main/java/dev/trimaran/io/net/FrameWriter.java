package dev.trimaran.io.net;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** Writes frames as {@link FrameReader} reads them. */
final class FrameWriter {

  private final CRC32C crc = new CRC32C();

  /** Appends one frame, the concatenation of {@code parts}; their positions are left alone. */
  void write(ByteBuf into, int length, ByteBuffer... parts) {
    crc.reset();
    for (ByteBuffer part : parts) {
      crc.update(part.duplicate());
    }
    into.writeInt(length);
    into.writeInt((int) crc.getValue());
    for (ByteBuffer part : parts) {
      into.writeBytes(part.duplicate());
    }
  }
}
