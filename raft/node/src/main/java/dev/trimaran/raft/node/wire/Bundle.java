package dev.trimaran.raft.node.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Frames of several groups between the same two nodes, sent as one. Big-endian: version u8, kind u8
 * (5), count u16, zero u64 in place of the group, then each frame with its length u32 before it.
 */
public final class Bundle {

  private static final int KIND = 5;
  private static final int KIND_AT = 1;
  private static final int COUNT_AT = 2;
  private static final int GROUP_AT = 4;
  private static final int HEADER_BYTES = 12;

  /** Frames in one bundle. */
  public static final int MAX_FRAMES = 0xffff;

  private Bundle() {}

  /** The bundle of these frames, in parts; nothing is copied. */
  public static ByteBuffer[] of(Collection<ByteBuffer> frames) {
    ByteBuffer[] parts = new ByteBuffer[1 + 2 * frames.size()];
    parts[0] =
        ByteBuffer.allocate(HEADER_BYTES)
            .put((byte) FrameCodec.VERSION)
            .put((byte) KIND)
            .putShort((short) frames.size())
            .putLong(0)
            .flip();
    int next = 1;
    for (ByteBuffer frame : frames) {
      parts[next++] = ByteBuffer.allocate(Integer.BYTES).putInt(frame.remaining()).flip();
      parts[next++] = frame;
    }
    return parts;
  }

  /** Whether a frame that came is a bundle. */
  public static boolean is(ByteBuffer frame) {
    return frame.remaining() >= HEADER_BYTES && frame.get(frame.position() + KIND_AT) == KIND;
  }

  /**
   * The frames of a bundle.
   *
   * @throws MalformedFrameException when lengths or version do not fit
   */
  public static List<ByteBuffer> split(ByteBuffer bundle) throws MalformedFrameException {
    int start = bundle.position();
    if (Byte.toUnsignedInt(bundle.get(start)) != FrameCodec.VERSION) {
      throw new MalformedFrameException("a bundle of another version");
    }
    int count = Short.toUnsignedInt(bundle.getShort(start + COUNT_AT));
    In in = new In(bundle.duplicate().position(start + HEADER_BYTES));
    List<ByteBuffer> frames = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      frames.add(in.slice());
    }
    if (in.hasRemaining()) {
      throw new MalformedFrameException("a bundle longer than its frames");
    }
    return frames;
  }

  /**
   * The group of a frame.
   *
   * @throws MalformedFrameException when it is too short for any
   */
  public static long group(ByteBuffer frame) throws MalformedFrameException {
    if (frame.remaining() < HEADER_BYTES) {
      throw new MalformedFrameException("a frame without a group");
    }
    return frame.getLong(frame.position() + GROUP_AT);
  }
}
