package dev.trimaran.raft.node.wire;

import dev.trimaran.base.NodeId;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Reads what {@link Out} wrote, trusting nothing. */
final class In {

  private final ByteBuffer buffer;

  In(ByteBuffer buffer) {
    this.buffer = buffer;
  }

  int u8() throws MalformedFrameException {
    need(1);
    return Byte.toUnsignedInt(buffer.get());
  }

  boolean flag() throws MalformedFrameException {
    int value = u8();
    if (value > 1) {
      throw new MalformedFrameException("a flag of value " + value);
    }
    return value == 1;
  }

  int u16() throws MalformedFrameException {
    need(Short.BYTES);
    return Short.toUnsignedInt(buffer.getShort());
  }

  long i64() throws MalformedFrameException {
    need(Long.BYTES);
    return buffer.getLong();
  }

  /** A count of things that take at least {@code bytesEach}. */
  int count(int bytesEach) throws MalformedFrameException {
    need(Integer.BYTES);
    int count = buffer.getInt();
    if (count < 0 || (long) count * bytesEach > buffer.remaining()) {
      throw new MalformedFrameException("a count of " + count + " in too short a frame");
    }
    return count;
  }

  /** A length and that many bytes, as a view. */
  ByteBuffer slice() throws MalformedFrameException {
    int length = count(1);
    ByteBuffer part = buffer.slice(buffer.position(), length);
    buffer.position(buffer.position() + length);
    return part;
  }

  byte[] bytes() throws MalformedFrameException {
    byte[] value = new byte[count(1)];
    buffer.get(value);
    return value;
  }

  NodeId node() throws MalformedFrameException {
    NodeId node = nodeOrNull();
    if (node == null) {
      throw new MalformedFrameException("a node id of zero");
    }
    return node;
  }

  @Nullable NodeId nodeOrNull() throws MalformedFrameException {
    long id = i64();
    return id == 0 ? null : new NodeId(id);
  }

  boolean hasRemaining() {
    return buffer.hasRemaining();
  }

  private void need(int length) throws MalformedFrameException {
    if (buffer.remaining() < length) {
      throw new MalformedFrameException("the frame ends early");
    }
  }
}
