package dev.trimaran.raft.node.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Bytes that grow; big-endian. */
final class Out {

  private byte[] bytes;
  private ByteBuffer buffer;

  Out(int capacity) {
    bytes = new byte[capacity];
    buffer = ByteBuffer.wrap(bytes);
  }

  Out u8(int value) {
    room(1);
    buffer.put((byte) value);
    return this;
  }

  Out flag(boolean value) {
    return u8(value ? 1 : 0);
  }

  Out u16(int value) {
    room(Short.BYTES);
    buffer.putShort((short) value);
    return this;
  }

  Out i32(int value) {
    room(Integer.BYTES);
    buffer.putInt(value);
    return this;
  }

  Out i64(long value) {
    room(Long.BYTES);
    buffer.putLong(value);
    return this;
  }

  /** A length and that many bytes. */
  Out bytes(byte[] value) {
    room(Integer.BYTES + value.length);
    buffer.putInt(value.length).put(value);
    return this;
  }

  int size() {
    return buffer.position();
  }

  void u16At(int position, int value) {
    buffer.putShort(position, (short) value);
  }

  /** What was put; this is not used afterwards. */
  ByteBuffer done() {
    return buffer.flip();
  }

  private void room(int length) {
    if (buffer.remaining() < length) {
      int position = buffer.position();
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, position + length));
      buffer = ByteBuffer.wrap(bytes).position(position);
    }
  }
}
